"""Words that makers name their lines with, by the mood of the trade."""

from __future__ import annotations

# Lists of words: packed lines can be read at a glance.
# fmt: off

NATURE = (
    "Alder", "Arden", "Aspen", "Birk", "Brae", "Briar", "Calder", "Carrow", "Cove", "Dene", "Drift", "Elder",
    "Ember", "Fallow", "Fen", "Fjell", "Garnet", "Glade", "Harbour", "Heath", "Holm", "Inlet", "Isle",
    "Juniper", "Kelda", "Larch", "Linden", "Loch", "Lowen", "Marsh", "Meadow", "Mistral", "Moor", "Nook",
    "Orla", "Osier", "Pebble", "Quay", "Reed", "Ridge", "Rowan", "Sable", "Selva", "Shale", "Skerry",
    "Solvik", "Strand", "Tarn", "Thicket", "Tide", "Umber", "Vale", "Wharf", "Willow", "Wren", "Yarrow",
)

TECHNICAL = (
    "Arclight", "Axiom", "Bearing", "Cadence", "Cipher", "Cirro", "Comet", "Contour", "Corvid", "Datum",
    "Delta 4", "Ellipse", "Equinox", "Fathom", "Filament", "Gantry", "Halcyon", "Helix", "Interval", "Isobar",
    "Kelvin", "Lateral", "Lyra", "Marlin", "Meridian", "Mono 2", "Nimbus 3", "Node", "Octave", "Onda",
    "Parallax", "Passage", "Perihel", "Plinth", "Polar 5", "Quarto", "Relay", "Resolve", "Ripple", "Sextant",
    "Signal 2", "Sonder", "Spindle", "Stratus", "Tangent", "Tempo", "Tessera", "Threshold", "Torus",
    "Transit", "Umbra", "Vantage", "Vesper", "Volant", "Wavelet", "Weft", "Yonder",
)

TOWN = (
    "Abbot", "Alford", "Ashby", "Avebury", "Barrow", "Bexley", "Bosham", "Brampton", "Burford", "Calverly",
    "Camber", "Chilton", "Clovelly", "Corfe", "Dalby", "Danby", "Deal", "Dunmore", "Easby", "Elham", "Exmoor",
    "Felsted", "Fowey", "Glaston", "Harting", "Helmsley", "Ilkley", "Kelso", "Kersey", "Lacock", "Lavenham",
    "Ludlow", "Malham", "Marlow", "Mersea", "Orford", "Padstow", "Penrith", "Porthleven", "Ripley", "Rye",
    "Salcombe", "Selby", "Skipton", "Southwold", "Staithes", "Stour", "Tenby", "Thaxted", "Totnes", "Walmer",
    "Wells", "Whitby", "Winster", "Woodbury", "Yarm",
)

TRAIL = (
    "Alpenglow", "Arete", "Backbeat", "Basecamp", "Beacon", "Bluff", "Bothy", "Bramble", "Buttress", "Cairn",
    "Cascade", "Chase", "Cirque", "Col", "Couloir", "Crest", "Crosswind", "Dawnline", "Divide", "Escarpment",
    "Fellside", "Footfall", "Foothill", "Gully", "Headland", "Highline", "Hollow", "Ledge", "Longway",
    "Massif", "Moraine", "Outcrop", "Overlook", "Pace", "Pinnacle", "Plateau", "Portage", "Rally", "Ravine",
    "Riverbend", "Saddle", "Scree", "Sierra", "Skyline", "Slipstream", "Spindrift", "Sprint", "Stile",
    "Switchback", "Tailwind", "Talus", "Traverse", "Upland", "Viaduct", "Wayside", "Windrow",
)

PLAY = (
    "Acorn", "Badger", "Barnaby", "Bluebell", "Bobbin", "Bumble", "Button", "Clover", "Conker", "Cricket",
    "Dapple", "Dumpling", "Fable", "Fern", "Fiddle", "Firefly", "Fumble", "Hazel", "Hedgerow", "Jigger",
    "Jolly", "Jumble", "Kestrel", "Lark", "Maple", "Marmot", "Mellow", "Merry", "Moss", "Nettle", "Nimble",
    "Nutmeg", "Otter", "Parsley", "Patch", "Pepper", "Pippin", "Poppet", "Puffin", "Quill", "Ramble", "Robin",
    "Rumble", "Scamper", "Snug", "Sparrow", "Sprout", "Tansy", "Teasel", "Thistle", "Tinker", "Toggle",
    "Tumble", "Twig", "Waddle", "Wagtail", "Whistle",
)

POETIC = (
    "Amberlight", "Aster", "Bergamot Sky", "Blue Hour", "Calm Water", "Cedar Room", "Citrine",
    "Clear Morning", "Coastline", "Dew", "Driftwood", "Evening Fig", "First Light", "Garden Wall",
    "Golden Fern", "Half Moon", "Heather", "High Summer", "Island", "June", "Kindling", "Late Bloom",
    "Lemon Grove", "Linen", "Low Tide", "Mallow", "Midwinter", "Mineral", "Mulberry", "Neroli Lane",
    "Night Garden", "North Room", "Old Orchard", "Olive Branch", "Open Window", "Orris", "Paper Rose",
    "Petal", "Quiet Hour", "Rain on Stone", "Reverie", "Salt Air", "Second Spring", "Silk Thread",
    "Slow Sunday", "Smoke & Honey", "Soft Focus", "Stillness", "Sunday Linen", "Tonic", "Velvet Hour",
    "Verbena", "White Peony", "Wild Thyme", "Winter Sun",
)
