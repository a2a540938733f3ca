"""The countries, cities and meeting places that the sample's articles speak of."""

from dataclasses import dataclass

_OF = {"le": "du ", "la": "de la ", "l’": "de l’", "les": "des ", "": "de "}
_THE = {"le": "le ", "la": "la ", "l’": "l’", "les": "les ", "": ""}


@dataclass(frozen=True)
class Country:
    """A country or a place. code: ISO 3166-1 alpha-2, None when it is no country. within: "au", "en", "aux" or "à"."""

    name: str
    code: str | None
    article: str
    within: str
    people: str
    cities: tuple[str, ...] = ()

    @property
    def the(self) -> str:
        """Like "le Mali", "l’Ukraine", "Haïti"."""
        return _THE[self.article] + self.name

    @property
    def of(self) -> str:
        """Like "du Mali", "de l’Ukraine", "de Gaza", "d’Haïti"."""
        return f"d’{self.name}" if self.name == "Haïti" else _OF[self.article] + self.name

    @property
    def there(self) -> str:
        """Like "au Mali", "en Ukraine", "à Gaza"."""
        return f"{self.within} {self.name}"


_COUNTRIES = (
    Country("Mali", "ML", "le", "au", "malien", ("Bamako", "Kayes", "Ségou")),
    Country("Sénégal", "SN", "le", "au", "sénégalais", ("Dakar", "Saint-Louis", "Thiès")),
    Country("Burkina Faso", "BF", "le", "au", "burkinabè", ("Ouagadougou", "Bobo-Dioulasso")),
    Country("Niger", "NE", "le", "au", "nigérien", ("Niamey", "Zinder")),
    Country("Togo", "TG", "le", "au", "togolais", ("Lomé", "Tsévié")),
    Country("Chine", "CN", "la", "en", "chinois", ("Chengdu", "Wuhan")),
    Country("Japon", "JP", "le", "au", "japonais", ("Shizuoka", "Kumamoto")),
    Country("Madagascar", "MG", "", "à", "malgache", ("Antananarivo", "Fianarantsoa")),
    Country("Mauritanie", "MR", "la", "en", "mauritanien", ("Nouakchott", "Rosso", "Kaédi")),
    Country("Vietnam", "VN", "le", "au", "vietnamien", ("Hanoï", "Huê")),
    Country("Brésil", "BR", "le", "au", "brésilien", ("Recife", "Belo Horizonte")),
    Country("Mexique", "MX", "le", "au", "mexicain", ("Mexico", "Guadalajara")),
    Country("Haïti", "HT", "", "à", "haïtien", ("Port-au-Prince", "Les Cayes")),
    Country("Liban", "LB", "le", "au", "libanais", ("Beyrouth", "Tripoli")),
    Country("Maroc", "MA", "le", "au", "marocain", ("Rabat", "Agadir")),
    Country("Algérie", "DZ", "l’", "en", "algérien", ("Alger", "Tipaza", "Oran")),
    Country("Tunisie", "TN", "la", "en", "tunisien", ("Tunis", "Sfax")),
    Country("Palestine", "PS", "la", "en", "palestinien", ("Ramallah", "Jéricho")),
    Country("Arménie", "AM", "l’", "en", "arménien", ("Erevan", "Gyumri")),
    Country("Argentine", "AR", "l’", "en", "argentin", ("Buenos Aires", "Rosario")),
    Country("Etats-Unis", "US", "les", "aux", "américain", ("Boston", "Saint Louis")),
    Country("Ukraine", "UA", "l’", "en", "ukrainien", ("Kyiv", "Lviv")),
    Country("Turquie", "TR", "la", "en", "turc", ("Gaziantep", "Hatay")),
    Country("Mozambique", "MZ", "le", "au", "mozambicain", ("Beira", "Pemba")),
    Country("Equateur", "EC", "l’", "en", "équatorien", ("Quito", "Manta")),
    Country("Philippines", "PH", "les", "aux", "philippin", ("Tacloban", "Manille")),
    Country("Afrique", None, "l’", "en", "africain"),
    Country("Gaza", None, "", "à", "gazaoui"),
)
COUNTRIES = {country.name: country for country in _COUNTRIES}

FRENCH_CITIES = (
    "Lyon",
    "Nantes",
    "Grenoble",
    "Montpellier",
    "Rennes",
    "Orléans",
    "Bordeaux",
    "Lille",
    "Strasbourg",
    "Dijon",
    "Chartres",
    "Angers",
    "Brest",
    "Poitiers",
    "Besançon",
    "Amiens",
    "Metz",
    "Pau",
    "Valence",
    "Roubaix",
)

PLACES = (
    ("à Paris", "Paris"),
    ("au Sénat", "Sénat"),
    ("à Bordeaux", "Bordeaux"),
    ("à l’Assemblée nationale", "Assemblée nationale"),
    ("à Lyon", "Lyon"),
    ("à Cités Unies France, Paris", "Cités Unies France, Paris"),
    ("Bordeaux", "Bordeaux"),
    ("à Strasbourg", "Strasbourg"),
    ("au Palais du Luxembourg, Paris", "Palais du Luxembourg, Paris"),
    ("Nantes", "Nantes"),
)
"""A meeting's subtitle that is a place, and the place it names."""

ONLINE = ("en visioconférence", "En visioconférence")
HYBRID = ("en visioconférence et en présentiel à Cités Unies France, Paris", "Cités Unies France, Paris")
