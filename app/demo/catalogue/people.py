"""Given names, surnames and street names, none of them anybody's in particular."""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off  (lists of words: packed lines can be read at a glance)

GIVEN_NAMES: tuple[str, ...] = (
    "Ada", "Adrian", "Aisha", "Alba", "Alex", "Amara", "Andrea", "Anika", "Anton", "Ari", "Asha", "Ben",
    "Bianca", "Bo", "Camille", "Carla", "Casey", "Chen", "Clara", "Dana", "Daniel", "Dario", "Devi", "Edith",
    "Elena", "Eli", "Emil", "Erin", "Esme", "Farah", "Felix", "Finn", "Flora", "Gia", "Greta", "Hana",
    "Hannah", "Hugo", "Ida", "Ines", "Iris", "Isla", "Ivan", "Jamie", "Jana", "Jonas", "Jordan", "Jules",
    "June", "Kai", "Karim", "Kim", "Lara", "Leila", "Lena", "Leo", "Lina", "Luca", "Luis", "Mae", "Maja",
    "Marco", "Marta", "Mateo", "Maya", "Mia", "Mila", "Milan", "Mina", "Nadia", "Nico", "Nina", "Noa", "Noor",
    "Nora", "Olga", "Omar", "Oscar", "Paula", "Petra", "Priya", "Quinn", "Rafael", "Rani", "Robin", "Rosa",
    "Ruth", "Sam", "Sara", "Silas", "Sofia", "Stella", "Sven", "Tara", "Tess", "Theo", "Tom", "Uma", "Vera",
    "Viktor", "Wanda", "Yara", "Yuki", "Zoe",
)

SURNAMES: tuple[str, ...] = (
    "Abara", "Albrecht", "Alder", "Amato", "Arden", "Barlow", "Beck", "Bellamy", "Berg", "Birch", "Boyle",
    "Brandt", "Calder", "Castillo", "Chandra", "Cole", "Costa", "Dahl", "Dean", "Delgado", "Dreyer", "Dubois",
    "Eriksen", "Falk", "Ferreira", "Field", "Fischer", "Fontaine", "Gallo", "Garner", "Grant", "Greene",
    "Haas", "Hale", "Hart", "Hoffman", "Holm", "Ibarra", "Imai", "Jensen", "Kaplan", "Keller", "Kowal",
    "Lang", "Larsen", "Leclerc", "Lind", "Lopez", "Marsh", "Martin", "Meyer", "Moreau", "Moss", "Nagy",
    "Nakamura", "Novak", "Okafor", "Olsen", "Ortiz", "Park", "Patel", "Pereira", "Price", "Quist", "Ramos",
    "Reed", "Ricci", "Rossi", "Roth", "Sato", "Schmidt", "Shaw", "Silva", "Soto", "Stone", "Tanaka", "Torres",
    "Vance", "Vega", "Vogel", "Wagner", "Ward", "Weber", "West", "Winter", "Wolf", "Young", "Zhang",
)

# How a street is written where the parcel goes.
STREETS: Mapping[str, tuple[str, ...]] = {
    "US": (
        "{number} Juniper Lane",
        "{number} Cedar Hollow Road",
        "{number} Mill Race Drive",
        "{number} Lantern Street",
        "{number} Orchard View Avenue",
        "{number} Saddle Creek Road",
        "{number} Wren Court",
        "{number} Copper Beech Way",
        "{number} Old Ferry Road",
        "{number} Quarry Hill Road",
        "{number} Larkspur Avenue",
        "{number} Tamarack Street",
    ),
    "DE": ("Lindenweg {number}", "Am Mühlbach {number}", "Kastanienallee {number}", "Gartenstraße {number}"),
    "AT": ("Lindengasse {number}", "Am Anger {number}", "Mühlweg {number}"),
    "NL": ("Wilgenlaan {number}", "Molenpad {number}", "Lindestraat {number}"),
    "BE": ("Rue du Moulin {number}", "Lindelaan {number}", "Rue des Tilleuls {number}"),
    "LU": ("{number}, rue des Tilleuls", "{number}, rue du Moulin"),
    "FR": ("{number} rue des Tilleuls", "{number} rue du Moulin", "{number} avenue des Érables"),
    "IT": ("Via dei Tigli {number}", "Via del Mulino {number}", "Via degli Olmi {number}"),
    "ES": ("Calle del Olmo {number}", "Calle del Molino {number}", "Calle de los Tilos {number}"),
    "PT": ("Rua das Tílias {number}", "Rua do Moinho {number}"),
    "IE": ("{number} Willow Lane", "{number} Mill Race", "{number} Orchard Park"),
    "DK": ("Lindevej {number}", "Møllevej {number}", "Birkevej {number}"),
    "SE": ("Björkvägen {number}", "Kvarngatan {number}", "Lindvägen {number}"),
    "FI": ("Koivutie {number}", "Myllykatu {number}"),
    "PL": ("ul. Lipowa {number}", "ul. Młyńska {number}", "ul. Ogrodowa {number}"),
    "CZ": ("Lipová {number}", "Mlýnská {number}"),
    "SK": ("Lipová {number}", "Mlynská {number}"),
    "HU": ("Hársfa utca {number}", "Malom utca {number}"),
    "RO": ("Strada Teilor {number}", "Strada Morii {number}"),
    "BG": ("ul. Lipa {number}", "ul. Vodenitsa {number}"),
    "GR": ("Odos Elaion {number}", "Odos Mylou {number}"),
    "CY": ("{number} Olive Grove Street", "{number} Mill Street"),
    "HR": ("Lipova ulica {number}", "Mlinska ulica {number}"),
    "SI": ("Lipova ulica {number}", "Mlinska pot {number}"),
    "EE": ("Pärna {number}", "Veski {number}"),
    "LV": ("Liepu iela {number}", "Dzirnavu iela {number}"),
    "LT": ("Liepų g. {number}", "Malūno g. {number}"),
    "MT": ("{number}, Triq il-Mitħna", "{number}, Triq iż-Żebbuġ"),
}
