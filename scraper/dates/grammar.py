"""The grammar of date expressions: regular expressions over shapes (see lexicon), where `_` is an optional blank.

Every repetition is bounded or atomic, so that the time to read a text grows with its length and no faster.
"""

from __future__ import annotations

import re


def _rule(pattern: str) -> str:
    return pattern.replace("_", "[ ]?")


# --- what a day, a month, a year, an hour look like ---
WEEKDAY = _rule(r"[Wwb]\.?_(?:,_)?(?:[lL]_)?")
NUMBER = _rule(r"(?:[1d](?:_o(?![a-zA-Z])\.?)?|c(?:[ \-](?:e[ \-])?[cgC])?|g(?=[ ][Mmbj]))")
MONTH = r"[Mmbgj]\.?"
SPELT_YEAR = _rule(r"c_B(?:_c(?:[ \-](?:e[ \-])?[cgC])?)?")
YEAR = _rule(
    rf"(?:_(?:,_)?(?:f_)?(?:l_(?:'_)?A_)?y(?!:|_E)|[\-/]y|_'[dz]|_z(?=_(?:[itefl]_)?[,);:.\nx]|_$)"
    rf"|_\(y\)|(?<=[mg]\.)_d(?=_[)\n]|_$)|_{SPELT_YEAR})"
)
DAYPART = r"(?:D|a[ \-]H|u-H)"
BETWEEN = "5"
SPELT_MINUTE = _rule(r"_c(?:[ \-](?:e[ \-])?[cC])?(?:_k|(?=_(?:[,.;:()\-\nlLftTseiIunX4]|$)))")
SECONDS = _rule(r"(?:_[1dz]_[kT]|[dz](?!_[Mmbgj]))")
"""After minutes with their unit: `14h20min30s`."""
CLOCK = _rule(
    r"(?:(?:[1dz]|c(?:[ \-](?:e[ \-])?[cC])?)_h"
    rf"(?:(?:_|\.)[dz](?!_[Mmbgjo]|_h)(?:_k{SECONDS}?)?|_e_F(?!-|_f)|{SPELT_MINUTE})?+"
    r"|[1dz]:[dz](?::[dz](?:\.[1dzyN])?(?:[+\-]d:[dz](?!:))?)?"
    r"|[1dz][ ]:[ ](?:z(?!_E)|d(?=_\)|_$))"
    r"|[1d](?:\.[dz])?(?=_P)|(?<!a[ \-])(?<!u-)H(?:_e_F)?"
    r"|(?<![WwblL][ ])[1dz](?=_(?:[te]|-)_[1dz](?:_h|(?:[:.][dz])?_P)))"
    rf"(?:_P)?(?:_(?:[fi]_)?(?:l_(?:'_)?)?{DAYPART})?"
)
ZONE = _rule(r"O(?:_\+_[1d](?::z)?|-[1d](?!_h|:))?")
NUMERIC = _rule(
    r"(?:[1d]_/_[1d]_/_(?:y|[dz])|[1d]-(?:[1d]|N)-y|d-d-[dz]|[1d]\.[1d]\.y|d\.d\.[dz]"
    r"|(?<!o[ ])(?<!o)(?:y-[1d]-[1d]|8)|y/[1d]/[1d]|y\.[1d]\.[1d])(?:T(?=[1dz]))?"
)
SHORT = _rule(r"[1d][/.][1d](?!(?:[/.]|-(?![1d][/.][1d]))?[1dzyN])(?!x|_f_x|_[Mmbgj])")
NUMERIC_MONTH = _rule(r"(?<![Ko#])(?<![Ko#][ ])(?<!K\.[ ])[1d](?:_/_y(?!_[Eo])|(?=_(?:-|t)_[1d]_/_y))")
NTH = _rule(r"(?:[1d]_o|c|(?<!u-)p)")
"""An ordinal. `c` has numbers that are none, which expression.py tells apart."""
NTH_OF = _rule(r"_(?:[Ww]\.?|J(?:[ \-]Y)?)_f_")
"""What the ordinal counts, in `deuxième samedi de`, `dernier week-end de`."""
SPACED = r"(?:^|(?<=^l[ ]))[1d] [1d](?: (?:y|[dz]))?$"

# --- how they follow each other ---
_BESIDE = rf" ,\-/:(\[.|•·'lLftvriuDseah{BETWEEN}"
_FILL = rf"[{_BESIDE})\]]{{0,10}}+"
_NOTE = _rule(r"\(_h_f_x_\)")
_TOLD = _rule(rf"{CLOCK}(?:_\(?{ZONE}_\)?|_{_NOTE})?")
_CLOCKS = _rule(rf"(?>{_TOLD}(?:[ ,\-/teful'{BETWEEN}]{{0,8}}(?=[1dzcH]){_TOLD}){{0,6}})(?:_\))?")
_THEN_CLOCKS = _rule(rf"(?:(?:{_FILL}|_{DAYPART}{_FILL}){_CLOCKS})?")
_LED_NUMBER = r"(?:(?<=[lLftW][ ])|(?<=[lLf][ ][1d][ ]e[ ]))[1d]"
_NAMED_DAY = _rule(
    rf"(?:(?!c-M(?!{YEAR})){NUMBER}[ /\-.]?(?:f_)?(?:U_f_)?{MONTH}(?:{YEAR})?"
    rf"|{_LED_NUMBER}_,_{MONTH}(?:{YEAR}|(?=_t_)))"
)
_AND_NTH = _rule(r"_(?:,|e)_(?:[lL]_)?")
_NTH_DAY = _rule(
    rf"(?<!Q[ ])(?<!Q[ ][lL][ ])(?:{NTH}{_AND_NTH}){{0,3}}{NTH}{NTH_OF}(?:'_)?(?:U_f_(?:'_)?)?{MONTH}(?:{YEAR})?"
)

# --- days without a year and in figures, `14/10`: a date only where something beside it tells ---
_SHORT_YEAR = _rule(r"_(?:[,\-]_)?(?:[fi]_)?y(?!:|_E)|_\(y\)")
_PART_OF_DAY = _rule(rf"_[int]_(?:l_(?:'_)?)?{DAYPART}")
_HOUR = _rule(r"(?:(?:[1dz]|c)_h|[1dz](?:[:.][dz])?_P|[1dz]:[dz]|H|[1dz]_(?:[te]|-)_[1dz]_h)")
_YEAR_OR_HOUR = rf"(?:{_SHORT_YEAR}|[{_BESIDE}]{{0,10}}+{_HOUR}|{_PART_OF_DAY})"
_MORE_SHORT = _rule(r"(?:_(?:-|t|e|,)_(?:[lL]_)?(?:[Wwb]\.?_)?[1d][/.][1d]\.?)")
_TOLD_BEHIND = "|".join(
    [
        rf"{_MORE_SHORT}{{0,12}}{_YEAR_OR_HOUR}",
        rf"{_MORE_SHORT}{{1,12}}[/.](?:y|[dz])",  # 12/3-14/4/2016
        _rule(r"_(?:,|e)_(?:[lL]_)?(?:[Wwb]\.?_)?[1d]o?[ ][Mmbgj]"),  # les 12/06, 13 juin 2017
        _rule(r"_\(W_\)"),
    ]
)
_TELLABLE = rf"(?:[1d]/[1d]|[1d]\.(?:d|1(?=\.?{_MORE_SHORT})))\.?"  # "12.5" is a decimal
_LED = r"(?:(?<=[lfwb][ ])|(?<=[wb]\.[ ])|(?:(?<=t[ ])|(?<=[1d]-))(?=[1d]/)|(?<=[JRYp][ ][(\[]))"
_SHORT_ALONE = (
    rf"(?:(?<![XKo#])(?<![XKo#][ ])(?:{_TELLABLE}(?={_TOLD_BEHIND})|[1d][ ]/[ ][1d](?={_YEAR_OR_HOUR}))"
    rf"(?:{_SHORT_YEAR})?|{_LED}{SHORT}|^[1d]/[1d]$)"
)

# --- how days follow each other ---
_IN_BRACKETS = _rule(rf"(?:R(?:'Y)?(?:_{DAYPART})?|J(?:[ \-]Y)?(?:_p)?|W_(?:p|{DAYPART}))_[(\[]_(?:[lLf]_)?")
"""Before a date in brackets that says which day is meant: `demain (13 juin)`, `la semaine prochaine (du 18 au 22)`."""
_FULL = _rule(
    rf"(?:{WEEKDAY}[1d]\.[ ]{MONTH}(?:{YEAR})?|(?:{WEEKDAY})?(?:{_NAMED_DAY}|{NUMERIC}|{_SHORT_ALONE})"
    rf"|W_(?:[,\-(\[]_)?(?:[lL]_)?(?:{_NAMED_DAY}|{NUMERIC}|{SHORT}(?:{_SHORT_YEAR})?)|{_NTH_DAY})(?:_\(W_\))?"
)
_LINK = _rule(r"(?:[)\]])?_(?:-|/|(?:,_)?(?:(?:e_)?u_'_[ti]|t|e))_(?:[lLft]_)?")
_BARE = _rule(rf"(?:{WEEKDAY})?{NUMBER}(?!_(?:f_)?[Mmbgj]|_,_M_[yt]|[/.][1d](?!_[Mmbgj])|-[1d]-y|-8)")
_LISTED = _rule(
    rf"(?:L_(?>(?:{_BARE}(?:_(?:,_(?:e_)?|e_|/_|-_)|[ ])(?:[lL]_)?){{1,31}})"
    rf"|(?>(?:{_BARE}_,_){{1,31}})(?:(?=[Wwb])|(?<=,[ ][1d],[ ]))"
    rf"|(?>(?:(?:[lLf]_(?:'_)?)?{_BARE}{_THEN_CLOCKS}_(?:,_(?:[et]_)?|e_|/_|t_|u_'_t_)(?:[lLf]_)?){{1,31}})"
    r"(?<![,-])(?<![,-][ ])(?<!,[ ][lL][ ])"
    rf"|(?>(?:(?=[Wwb]){_BARE}_-_){{1,31}})|{_BARE}_-_)"
)
_NOT_NUMBERED = r"(?<![Xo#])(?<![Xo#][ ])"
_MARDI = r"b\.?,?[ ]?(?:[lL][ ])?[1d]"
_AT_ONCE = r"(?:[Wwb]\.?[ ])?[1d][ ][Mmj]"
_DATED = _rule(rf"(?:(?!{_AT_ONCE}){_NOT_NUMBERED}{_LISTED})?{_FULL}(?:_p)?{_THEN_CLOCKS}")
_SERIES = _rule(
    r"_,_(?:(?=[Wwb]\.?[ ][1d][ ][Mmbgj])|(?:[lL]_)?(?=[1dzoWwbcgLlMmjth.,:/' ]{1,60}[ ]e[ ])"
    r"|(?<!y,[ ])(?<!y,)(?:[lL]_)?(?=[1d]o?[ ][Mmbgj]|[1d][/.][1d]))"
)
_MONTH = _rule(rf"(?:q[ \-]?(?:f_(?:'_)?)?)?(?:U_f_(?:'_)?)?(?!{_MARDI})(?:{MONTH}(?:{YEAR})?|{NUMERIC_MONTH})(?:_p)?")
# a span of which one end has no day: `entre le 3 avril et mai 2016`, `de 2009 à juin 2012`
_DASH = r"(?:-|(?(alone)[ ]-[ ]|(?!)))"
_TO = _rule(rf"(?:_(?:,_)?(?:u_'_[ti]|t)_|{_DASH}|(?(between)_e_|(?!)))(?:[lLft]_)?(?:'_)?")
_EDGE = _rule(r"q[ \-]?(?:f_)?(?:l_)?(?:'_)?")
_YEAR_TO = _rule(rf"(?:(?:(?<=[fs{BETWEEN}][ ])|(?<=l'))(?:{_EDGE})?(?:A_)?y{_TO}|y{_DASH})(?=[^y]{{1,25}}y)")
_TO_YEAR = _rule(rf"(?<=y){_TO}(?:{_EDGE})?(?:A_)?y(?!x|:|_E|_[AU])")
_COUNTED = _rule(rf"(?:{NUMBER}|C)_[JUA]")

# --- whole expressions, after the words that lead to them ---
_STREET = "".join(f"(?<!{street}[ ])(?<!{street}[ ]f[ ])" for street in ("V", r"V\.", "V-x"))
_BEFORE = rf"(?<![1dzyN][\-/.,:])(?<![1dzyN]){_STREET}"
_AFTER = r"(?![\-/.,:][1dzyN])(?![1dzyN])"
_CUE = _rule(rf"(?>(?:[lfituservaG']_){{0,6}}(?P<between>{BETWEEN}_(?:[lLf]_(?:'_)?){{0,2}})?)")
_ALONE = r"(?P<alone>(?<![^(\n])|(?<=f[ ]))?"
"""_TO asks the two groups whether "et" means "to", and whether a dash between blanks does, and ends no phrase."""

# days behind the one with the month: `le 3 mai à 10h et le 4 à 11h`
_BARE_AT = _rule(rf"(?:_(?:,|e|,_e)_(?:[lL]_|(?=W))|_t_){_BARE}_(?:t_|,_|\(){_CLOCKS}")
_HOUR_FIRST = rf"{_CLOCKS}_(?:,_)?[lL]_(?:{_FULL}|{_BARE})"
_RULES = {
    "hours_first": rf"(?=[1dz]_[h:Pte\-]|[cH])(?!{_AT_ONCE})"
    rf"{_HOUR_FIRST}(?:(?:{_LINK}|_,_(?:[tf]_)?){_HOUR_FIRST}){{1,12}}",
    "days": rf"(?:J_f_|A_(?:y|{SPELT_YEAR})_(?:,_)?(?:[lL][ ])?|{_IN_BRACKETS}"
    rf"|(?=[Aqy]){_YEAR_TO}|(?=[MmbgjqU]|[1d]_/_y){_MONTH}{_TO})?"
    rf"(?:(?=[1dzcH])(?!{_AT_ONCE}){_CLOCKS}(?:_[,\-])?_(?:[lL][ ])?)?{_DATED}"
    rf"(?:(?:{_LINK}|{_SERIES}){_DATED}|{_BARE_AT}){{0,12}}(?:(?<=[hdz)])_y(?!:|x|_[EAU]))?(?:(?=_[,ut\-e])(?:{_TO}{_MONTH}|{_TO_YEAR}))?",
    "month_first": rf"(?:{WEEKDAY})?[Mmbg]\.?_[1d]o?(?:_(?:-|t|e)_[1d]o?)?(?:_(?:,_)?y{_THEN_CLOCKS}|_@_{_CLOCKS})",
    "months": rf"(?<![1dzNcg][ ])(?<!o[ ])(?<!o)(?:"
    rf"(?:(?=[Aqy]){_YEAR_TO})?{_MONTH}(?:(?:{_LINK}|,[ ]){_MONTH}){{0,12}}(?:{_TO_YEAR})?"
    rf"|(?=[Aqy]){_YEAR_TO}{_EDGE}(?:A_)?y)",
    "season": rf"(?:Z(?:_(?:-|/|e)_Z)?|(?:[1d]_o|c|p)_S(?:_f_(?:'_)?{MONTH})?)"
    r"(?:_p|_(?:f_)?(?:l_'_A_)?y(?:[\-/][ydz])?)?|T1_(?:f_)?y",
    "years": r"(?<![1dzyNMmbgjKo#][ ])(?<![xXo#])(?<!K\.[ ])(?<![Mmbgj]-)(?:q[ \-]?(?:f_)?(?:l_)?(?:'_)?)?(?:(?:A_)?y"
    r"(?:(?:_,_y){0,12}_(?:-|/|u_'_t|t|e)_y|[\-/][dz])?(?!x|_E|_[AU](?!_x)|_(?:-|t|e)_[yN]_E)|A_z(?!_(?:-|/|t|e)_z))",
    "spaced": SPACED,
    "this_month": rf"[1d](?:_o)?_(?:q(?!_[\-fl']*_[MmbgjUAyZ])|f_(?:l_U|U_p)(?!_f)){_THEN_CLOCKS}",
    "relative_day": rf"-?R(?:'Y)?(?:_{DAYPART})?{_THEN_CLOCKS}",
    "weekday": r"(?<!Q[ ])(?<!W[ ]e[ ])(?<!W,[ ])(?<!W/)W"
    rf"(?:_[1d](?!_[Mmbgjh/.:\-])(?:_o)?|_p|_{DAYPART})?{_THEN_CLOCKS}",
    "period": rf"(?:J(?:[ \-]Y)?|U|A|{DAYPART})(?:_p)?{_THEN_CLOCKS}",
    "edge": r"q_(?:f_)?(?:l_)?(?:'_)?[AU]",
    "counted": rf"(?:I_e_t_|n_|(?<=G[ ])){_COUNTED}(?:_[,e]?_{_COUNTED}){{0,5}}",
}
EXPRESSION = re.compile(
    rf"(?=[1dzy8MmbgjWwcZLlfituservaGUqApRInJDT{BETWEEN}]){_BEFORE}{_CUE}(?=[1dzy8MmbgjWwcZLUqApRInJDTH\-]){_ALONE}"
    rf"(?:(?:{'|'.join(f'(?P<{name}>{_rule(rule)})' for name, rule in _RULES.items())}){_AFTER}"
    rf"|(?P<no_date>{_LISTED}|{_CLOCKS}))"
)
PARTS = re.compile(
    r"(?=[1dzy8cgMmbjWwHOte\-pqvuGsraiUAJ])(?:"
    rf"(?P<month>[Mmj]|g(?![ ][Mmbj])|(?!{_MARDI})b)|(?P<weekday>[Wwb])|(?P<to>[t\-])|(?P<and>e)"
    rf"|(?P<day>[1d](?=[ ][Mmj]))|(?P<numeric>{SPACED}|{NUMERIC_MONTH}|{NUMERIC}"
    rf"|(?<![/.])[1d][/.][1d](?!/[1d]|(?:-[1d])?[ ]?[MmbgjP])|[1d][ ]/[ ][1d](?={_YEAR_OR_HOUR}))|(?P<clock>{CLOCK})"
    rf"|(?P<zone>{ZONE})|(?P<spelt_year>{SPELT_YEAR})"
    rf"|(?P<year>y|(?:(?<=[Mmbgj]')|(?<=[Mmbgj][ .]')|(?<=[Mmbgj]\.[ ]'))[dz]"
    rf"|(?<=y[\-/])[dz]|(?<=[MmA][ ])z|(?<=[mg]\.[ ])d(?=[ ]?[)\n]|[ ]?$))"
    rf"|(?P<nth>{NTH}(?=(?:{_AND_NTH}{NTH}){{0,3}}{NTH_OF}))|(?P<number>{NUMBER}(?![ ]?h))"
    r"|(?P<near>p)|(?P<vague>[qv])|(?P<until>(?!u-H)[uG])|(?P<since>(?!a[ \-]H)[sra])"
    r"|(?P<within>[iU])|(?P<year_word>A)|(?P<week>J(?:[ \-]Y)?(?![ p]*[(\[])))"
)
DATED = re.compile("[1dzy8MmbgjZRWJUAD]")
"""A shape without any of these kinds holds no date."""
LOOKS_LIKE_A_DATE = re.compile(
    _rule(
        rf"{_BEFORE}(?:[1dzN](?:_o)?_(?:f_)?[Mmbgj]\.?(?:_y)?|[1dz][/.\-][1dz][/.\-][dzy]|[1dzN][/.\-][1dzN][/.\-]y"
        rf"|y[/\-][1dzN][/\-][1dzN]){_AFTER}"
    )
)
