"""Where parcels go: a city with one of its own postcodes for every US state and EU member.

The weight follows population roughly; the offset is the standard time of the place in hours from UTC.
"""

from __future__ import annotations

from app.demo.catalogue.model import Destination

# State, city, ZIP code, weight, hours from UTC.
_US = """
AL|Birmingham|35203|5|-6
AK|Anchorage|99501|1|-9
AZ|Phoenix|85004|7|-7
AZ|Tucson|85701|2|-7
AR|Little Rock|72201|3|-6
CA|Los Angeles|90012|14|-8
CA|San Diego|92101|7|-8
CA|San Francisco|94103|7|-8
CA|Sacramento|95814|4|-8
CO|Denver|80202|6|-7
CO|Boulder|80302|2|-7
CT|Hartford|06103|3|-5
DE|Wilmington|19801|1|-5
DC|Washington|20001|3|-5
FL|Miami|33130|7|-5
FL|Orlando|32801|5|-5
FL|Tampa|33602|4|-5
GA|Atlanta|30303|9|-5
HI|Honolulu|96813|1|-10
ID|Boise|83702|2|-7
IL|Chicago|60601|12|-6
IN|Indianapolis|46204|6|-5
IA|Des Moines|50309|3|-6
KS|Wichita|67202|3|-6
KY|Louisville|40202|4|-5
LA|New Orleans|70112|4|-6
ME|Portland|04101|2|-5
MD|Baltimore|21202|5|-5
MA|Boston|02108|6|-5
MA|Cambridge|02139|2|-5
MI|Detroit|48226|5|-5
MI|Ann Arbor|48104|3|-5
MN|Minneapolis|55401|5|-6
MS|Jackson|39201|2|-6
MO|St. Louis|63101|5|-6
MT|Missoula|59802|1|-7
NE|Omaha|68102|2|-6
NV|Las Vegas|89101|3|-8
NH|Manchester|03101|1|-5
NJ|Newark|07102|5|-5
NJ|Jersey City|07302|3|-5
NM|Santa Fe|87501|2|-7
NY|New York|10011|9|-5
NY|Brooklyn|11201|7|-5
NY|Buffalo|14202|2|-5
NC|Charlotte|28202|5|-5
NC|Raleigh|27601|4|-5
ND|Fargo|58102|1|-6
OH|Columbus|43215|6|-5
OH|Cleveland|44114|4|-5
OK|Oklahoma City|73102|3|-6
OR|Portland|97204|5|-8
PA|Philadelphia|19103|7|-5
PA|Pittsburgh|15222|4|-5
RI|Providence|02903|1|-5
SC|Charleston|29401|4|-5
SD|Sioux Falls|57104|1|-6
TN|Nashville|37203|5|-6
TX|Austin|78701|7|-6
TX|Houston|77002|8|-6
TX|Dallas|75201|7|-6
UT|Salt Lake City|84101|3|-7
VT|Burlington|05401|1|-5
VA|Richmond|23219|5|-5
VA|Arlington|22201|2|-5
WA|Seattle|98101|6|-8
WA|Spokane|99201|2|-8
WV|Charleston|25301|1|-5
WI|Madison|53703|3|-6
WI|Milwaukee|53202|3|-6
WY|Cheyenne|82001|1|-7
"""

# Country, city, postcode, weight, hours from UTC.
_EU = """
AT|Wien|1010|3|1
AT|Graz|8010|1|1
BE|Bruxelles|1000|2|1
BE|Gent|9000|2|1
BG|Sofia|1000|1|2
HR|Zagreb|10000|1|1
CY|Nicosia|1010|1|2
CZ|Praha|110 00|2|1
DK|København K|1050|2|1
EE|Tallinn|10111|1|2
FI|Helsinki|00100|2|2
FR|Paris|75011|6|1
FR|Lyon|69002|3|1
FR|Nantes|44000|2|1
DE|Berlin|10115|6|1
DE|Hamburg|20095|4|1
DE|München|80331|5|1
DE|Leipzig|04109|2|1
GR|Athina|105 57|2|2
HU|Budapest|1051|1|1
IE|Dublin|D02 X285|2|0
IT|Milano|20121|4|1
IT|Bologna|40121|2|1
LV|Riga|LV-1050|1|2
LT|Vilnius|LT-01103|1|2
LU|Luxembourg|L-1111|1|1
MT|Valletta|VLT 1117|1|1
NL|Amsterdam|1012 JS|4|1
NL|Utrecht|3511 ED|3|1
PL|Warszawa|00-001|3|1
PL|Kraków|30-001|2|1
PT|Lisboa|1100-053|2|0
RO|București|010011|1|2
SK|Bratislava|811 01|1|1
SI|Ljubljana|1000|1|1
ES|Madrid|28001|4|1
ES|Barcelona|08001|4|1
SE|Stockholm|111 29|3|1
SE|Malmö|211 20|1|1
"""


def _rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.split("\n") if line]


DESTINATIONS: tuple[Destination, ...] = (
    *(
        Destination("US", state, city, postcode, int(weight), int(offset))
        for state, city, postcode, weight, offset in _rows(_US)
    ),
    *(
        Destination(country, "", city, postcode, int(weight), int(offset))
        for country, city, postcode, weight, offset in _rows(_EU)
    ),
)
