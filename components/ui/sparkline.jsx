// A line without axes: the shape of a number's recent past.
const WIDTH = 120;
const HEIGHT = 32;
const EDGE = 3;

export function Sparkline({ points = [] }) {
  if (points.length < 2) return null;
  const low = Math.min(...points);
  const range = Math.max(...points) - low || 1;
  const place = (value, index) => [
    EDGE + (index / (points.length - 1)) * (WIDTH - 2 * EDGE),
    HEIGHT - EDGE - ((value - low) / range) * (HEIGHT - 2 * EDGE),
  ];
  const line = points.map((value, index) => place(value, index).map((n) => n.toFixed(1)).join(" ")).join("L");
  const [x, y] = place(points.at(-1), points.length - 1);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" preserveAspectRatio="none" className="h-8 w-full overflow-visible text-accent">
      <path d={`M${line}L${x} ${HEIGHT}L${EDGE} ${HEIGHT}Z`} fill="currentColor" opacity="0.1" />
      <path d={`M${line}`} fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinejoin="round" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
      <path d={`M${x} ${y}h0`} stroke="currentColor" strokeWidth="6" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
