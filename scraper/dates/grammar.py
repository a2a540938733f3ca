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
SPELT_MINUTE = _rule(r"_c(?:[ \-](?:e[ \-])?[cC])?(?:_k|(?=_(?:[,.;:()\-\nlLftTseiIunX4]|$)))")
CLOCK = _rule(
    rf"(?:(?:[1dz]|c(?:[ \-](?:e[ \-])?[cC])?)_h(?:(?:_|\.)[dz](?!_[Mmbgjo]|_h)_k?|_e_F(?!-|_f)|{SPELT_MINUTE})?+"
    r"|[1dz]:[dz](?::[dz](?:[+\-]d:[dz](?!:))?)?"
    r"|[1dz][ ]:[ ](?:z(?!_E)|d(?=_\)|_$))"
    r"|[1d](?::[dz])?_P|(?<!a[ \-])(?<!u-)H(?:_e_F)?|(?<![Wwb][ ])[1dz](?=_(?:[te]|-)_[1dz]_h))"
    rf"(?:_(?:[fi]_)?(?:l_(?:'_)?)?{DAYPART})?"
)
ZONE = _rule(r"O(?:_\+_[1d](?::z)?|-[1d](?!_h|:))?")
NUMERIC = _rule(
    r"(?:[1d]_/_[1d]_/_(?:y|[dz])|[1d]-(?:[1d]|N)-y|d-d-[dz]|[1d]\.[1d]\.y|d\.d\.[dz]"
    r"|(?<!o[ ])(?<!o)(?:y-[1d]-[1d]|8)|y/[1d]/[1d]|y\.[1d]\.[1d])(?:T(?=[1dz]))?"
)
SHORT = _rule(r"[1d][/.][1d](?![/.\-]?[1dzyN])(?!x|_f_x|_[Mmbgj])")
SPACED = r"(?:^|(?<=^l[ ]))[1d] [1d](?: (?:y|[dz]))?$"

# --- how they follow each other ---
_FILL = r"[ ,\-/:(.|•·'lLftvriuDseah]{0,10}+"
_NOTE = _rule(r"\(_h_f_x_\)")
_TOLD = _rule(rf"{CLOCK}(?:_\(?{ZONE}_\)?|_{_NOTE})?")
_CLOCKS = _rule(rf"(?>{_TOLD}(?:[ ,\-/teful']{{0,8}}(?=[1dzcH]){_TOLD}){{0,6}})(?:_\))?")
_THEN_CLOCKS = _rule(rf"(?:(?:{_FILL}|_{DAYPART}{_FILL}){_CLOCKS})?")
_NAMED_DAY = _rule(rf"(?!c-M(?!{YEAR})){NUMBER}[ /\-.]?(?:f_)?(?:U_f_)?{MONTH}(?:{YEAR})?")
_SHORT_ALONE = _rule(
    rf"(?:(?<=[lfWwb][ ])|(?<=[wb]\.[ ])|(?<=t[ ])(?=[1d]/)){SHORT}|^[1d]/[1d]$"
    r"|[1d][/.][1d]\.?(?=_(?:-|t|e)_(?:[lL]_)?[1d][/.][1d][/.])"
)
_FULL = rf"(?:{WEEKDAY}[1d]\.[ ]{MONTH}(?:{YEAR})?|(?:{WEEKDAY})?(?:{_NAMED_DAY}|{NUMERIC}|{_SHORT_ALONE}))"
_LINK = _rule(r"_(?:-|/|(?:,_)?(?:(?:e_)?u_'_t|t|e))_(?:[lLft]_)?")
_BARE = _rule(rf"(?:{WEEKDAY})?{NUMBER}(?!_(?:f_)?[Mmbgj]|[/.][1d](?!_[Mmbgj])|-[1d]-y|-8)")
_LISTED = _rule(
    rf"(?:L_(?>(?:{_BARE}(?:_(?:,_(?:e_)?|e_|/_|-_)|[ ])(?:[lL]_)?){{1,31}})"
    rf"|(?>(?:{_BARE}_,_){{1,31}})(?:(?=[Wwb])|(?<=,[ ][1d],[ ]))"
    rf"|(?>(?:(?:[lLf]_(?:'_)?)?{_BARE}{_THEN_CLOCKS}_(?:,_(?:e_)?|e_|/_|t_|u_'_t_)(?:[lLf]_)?){{1,31}})"
    r"(?<![,-])(?<![,-][ ])(?<!,[ ][lL][ ])"
    rf"|(?>(?:(?=[Wwb]){_BARE}_-_){{1,31}})|{_BARE}_-_)"
)
_NOT_NUMBERED = r"(?<![Xo#])(?<![Xo#][ ])"
_MARDI = r"b\.?,?[ ]?(?:[lL][ ])?[1d]"
_AT_ONCE = r"(?:[Wwb]\.?[ ])?[1d][ ][Mmj]"
_DATED = _rule(rf"(?:(?!{_AT_ONCE}){_NOT_NUMBERED}{_LISTED})?{_FULL}(?:_p)?{_THEN_CLOCKS}")
_SERIES = _rule(r"_,_(?:(?=[Wwb]\.?[ ][1d][ ][Mmbgj])|(?:[lL]_)?(?=[1doWwbcgLlMmj.,' ]{1,60}[ ]e[ ]))")
_MONTH = _rule(rf"(?:q[ \-]?(?:f_(?:'_)?)?)?(?:U_f_(?:'_)?)?(?!{_MARDI}){MONTH}(?:{YEAR})?(?:_p)?")
_COUNTED = _rule(rf"(?:{NUMBER}|C)_[JUA]")

# --- whole expressions, after the words that lead to them ---
_STREET = "".join(f"(?<!{street}[ ])(?<!{street}[ ]f[ ])" for street in ("V", r"V\.", "V-x"))
_BEFORE = rf"(?<![1dzyN][\-/.,:])(?<![1dzyN]){_STREET}"
_AFTER = r"(?![\-/.,:][1dzyN])(?![1dzyN])"
_CUE = _rule(r"(?>(?:[lfituservaG']_){0,6})")

_RULES = {
    "days": rf"(?:J_f_|A_(?:y|{SPELT_YEAR})_(?:,_)?(?:[lL][ ])?)?"
    rf"(?:(?=[1dzcH])(?!{_AT_ONCE}){_CLOCKS}(?:_[,\-])?_(?:[lL][ ])?)?{_DATED}"
    rf"(?:(?:{_LINK}|{_SERIES}){_DATED}){{0,12}}",
    "month_first": rf"(?:{WEEKDAY})?[Mmbg]\.?_[1d]o?(?:_(?:-|t|e)_[1d]o?)?(?:_(?:,_)?y{_THEN_CLOCKS}|_@_{_CLOCKS})",
    "numeric_month": r"[1d]/y(?:_(?:-|t|e)_[1d]/y)?",
    "months": rf"(?<![1dzNcg][ ])(?<!o[ ])(?<!o){_MONTH}(?:(?:{_LINK}|,[ ]){_MONTH}){{0,12}}",
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
    rf"(?=[1dzy8MmbgjWwcZLlfituservaGUqApRInJDT]){_BEFORE}{_CUE}(?=[1dzy8MmbgjWwcZLUqApRInJDTH\-])"
    rf"(?:(?:{'|'.join(f'(?P<{name}>{_rule(rule)})' for name, rule in _RULES.items())}){_AFTER}"
    rf"|(?P<no_date>{_LISTED}|{_CLOCKS}))"
)
PARTS = re.compile(
    r"(?=[1dzy8cgMmbjWwHOt\-pqvuGsraiUAJ])(?:"
    rf"(?P<month>[Mmj]|g(?![ ][Mmbj])|(?!{_MARDI})b)|(?P<weekday>[Wwb])|(?P<to>[t\-])"
    rf"|(?P<day>[1d](?=[ ][Mmj]))|(?P<numeric>{SPACED}|[1d]/y|{NUMERIC}|(?<![/.]){SHORT})|(?P<clock>{CLOCK})"
    rf"|(?P<zone>{ZONE})|(?P<spelt_year>{SPELT_YEAR})"
    rf"|(?P<year>y|(?:(?<=[Mmbgj]')|(?<=[Mmbgj][ .]')|(?<=[Mmbgj]\.[ ]'))[dz]"
    rf"|(?<=y[\-/])[dz]|(?<=[MmA][ ])z|(?<=[mg]\.[ ])d(?=[ ]?[)\n]|[ ]?$))"
    rf"|(?P<number>{NUMBER}(?![ ]?h))"
    r"|(?P<near>p)|(?P<vague>[qv])|(?P<until>(?!u-H)[uG])|(?P<since>(?!a[ \-]H)[sra])"
    r"|(?P<within>[iU])|(?P<year_word>A)|(?P<week>J))"
)
DATED = re.compile("[1dzy8MmbgjZRWJUAD]")
"""A shape without any of these kinds holds no date."""
LOOKS_LIKE_A_DATE = re.compile(
    _rule(
        rf"{_BEFORE}(?:[1dzN](?:_o)?_(?:f_)?[Mmbgj]\.?(?:_y)?|[1dz][/.\-][1dz][/.\-][dzy]|[1dzN][/.\-][1dzN][/.\-]y"
        rf"|y[/\-][1dzN][/\-][1dzN]){_AFTER}"
    )
)
