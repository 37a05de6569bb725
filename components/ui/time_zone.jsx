// The time zone of this device: sent along with a form, and all zones that the browser knows as suggestions.
import { useEffect, useState } from "react";

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
const all = () => Intl.supportedValuesOf?.("timeZone") ?? [];

export function BrowserZone({ name }) {
  const [zone, setZone] = useState("");
  useEffect(() => setZone(here()), []);
  return <input type="hidden" name={name} value={zone} readOnly />;
}

export function TimeZones({ id, says }) {
  const [zones, setZones] = useState([]);
  const [zone, setZone] = useState("");
  useEffect(() => {
    setZones(all());
    setZone(here());
  }, []);
  return (
    <>
      <datalist id={id}>
        {zones.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <p className="mt-1.5 min-h-5 text-sm text-soft">{zone ? `${says} ${zone}.` : ""}</p>
    </>
  );
}
