"""The grammar of date expressions: forms composed of named pieces, over the tokens of lexicon.py.

A pattern is a regular expression over tokens, one for each word, number, blank or sign of a text:

    <month>          the token, or one of the set of tokens, of that name
    <le of ,>        one of these tokens and signs; <^ le of ,> is one that is none of them
    {year}           another piece, as a whole; it stands before the pieces that use it
    _  ~             a blank; a blank that may be left out
    ( ... )          what belongs together; it captures nothing
    # ...            a comment, to the end of the line; blanks and line breaks mean nothing

All else is as in `re`. Every repetition is bounded or atomic, so that the time to read a text grows with its length and
no faster.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.dates.lexicon import LETTERS, SETS

PIECES = r"""
# days, months and years in words
on_weekday  = <weekday> \.? ~ (, ~)? (<the> ~)?                                 # mardi, le
and_units   = <_ -> (<and> <_ ->)? <numeral sept one>                           # the "et un" of vingt et un
number      = <day> (~ <th> (?! <any>) \.?)?                                    # 5, 1er
            | <numeral> {and_units}?                                            # vingt et un
            | <sept> (?= _ <month>)                                             # sept mai
month       = <month> \.?
spelt_year  = <numeral> ~ <thousand> (~ <numeral> {and_units}?)?                # deux mille vingt
year        = ~ (, ~)? (<of> ~)? (<le> ~ (' ~)? <year> ~)? <yyyy> (?! : | ~ <counted>)      # , de l'an 2024
            | <- /> <yyyy>                                                      # mai-2024
            | ~ ' <mm>                                                          # '24
            | ~ <nn> (?= ~ (<in to and of le> ~)? <, ) ; : . newline word> | ~ $)           # mai 98,
            | ~ \( <yyyy> \)                                                    # (2024)
            | (?<= <month_abbr sept> \.) ~ <dd> (?= ~ <) newline> | ~ $)        # fév. 26
            | ~ {spelt_year}

# days and months in figures
figures     = ( (<day> ~ / ~ <day> ~ / ~ | <dd> - <dd> - | <dd> \. <dd> \.) <yyyy mm>       # 10/02/21
              | <day> - <day figures> - <yyyy> | <day> \. <day> \. <yyyy>       # 5-2-2021
              | (?<! <th> _) (?<! <th>) (<yyyy> - <day> - <day> | <yyyymmdd>)   # 2021-02-10, 20210210
              | <yyyy> / <day> / <day> | <yyyy> \. <day> \. <day>               # 2021/02/10
              ) (<t> (?= <hh>))?                                                # the T of 2021-02-10T15:08
month_year  = (?<! <reference th #>) (?<! <reference th #> _) (?<! <reference> \. _) <day>
              ( ~ / ~ <yyyy> (?! ~ <counted th>)                                # 02/2019
              | (?= ~ (- | <to>) ~ <day> ~ / ~ <yyyy>) )                        # the 03 of 03 à 06/2015
spaced      = (^ | (?<= ^ <le> _)) <day> _ <day> (_ <yyyy mm>)? $               # le 5 3 2024, and no more

# hours
daypart     = <daypart> | <after> <_ -> <noon> | <until> - <noon>               # soir, après-midi, avant-midi
or_one      = <_ -> (<and> <_ ->)? <numeral one>                                # vingt et une heures
in_words    = ~ <numeral> {or_one}? (~ <minute>                                 # the trente of vingt heures trente
              | (?= ~ (<, . ; : ( ) - newline le les of to t since and in until il numbered dans sharp> | $)))
seconds     = ~ <hh> ~ <minute t> | <mm> (?! ~ <month>)                         # the 30s of 14h20min30s
clock       = ( (<hh> | <numeral> {or_one}?) ~ <hour>                           # 14h, vingt heures
                ( (~ | \.) <mm> (?! ~ <month th> | ~ <hour>) (~ <minute> {seconds}?)?       # 14h30
                | ~ <and> ~ <half> (?! - | ~ <of>)                              # 14 heures et demie
                | {in_words} )?+
              | <hh> : <mm> (: <mm> (\. <digits>)? (<+ -> <dd> : <mm> (?! :))?)?            # 14:30:00+02:00
              | <hh> _ : _ (<nn> (?! ~ <counted>) | <dd> (?= ~ \) | ~ $))       # 14 : 30
              | <day> (\. <mm>)? (?= ~ <am_pm>)                                 # 7.30 pm
              | (?<! <after> <_ ->) (?<! <until> -) <noon> (~ <and> ~ <half>)?  # midi et demi
              | (?<! <weekday the> _) <hh>                                      # the 9 of 9 à 11h
                (?= ~ (<to and> | -) ~ <hh> (~ <hour> | (<: .> <mm>)? ~ <am_pm>))
              ) (~ <am_pm>)? (~ (<of in> ~)? (<le> ~ (' ~)?)? {daypart})?       # 8h du soir
zone        = <utc> (~ \+ ~ <day> (: <nn>)? | - <day> (?! ~ <hour> | :))?       # GMT+2
clocks      = (?> ( <_ , - / to and of until le ' between>{0,8} (?= <hh numeral noon>) {clock}
                    (~ \(? {zone} ~ \)? | ~ \( ~ <hour> ~ <of> ~ <word> ~ \))? ){1,7} ) (~ \))?     # 10h à 12h (GMT)
then_clocks = ((~ {daypart})? <_ , - / : ( [ . | • · ' ) ] the of to about from in until daypart since and after hour
              between>{0,10}+ {clocks})?                                        # , de 10h à 12h

# the day of a name in a month
nth         = <day> ~ <th> | <numeral> | (?<! <until> -) <next_last>            # 2e, deuxième, dernier
of_nth      = ~ (<weekday_name weekday_abbr> \.? | <day_word> (<_ -> <hui>)?) ~ <of> ~      # samedi de, week-end de
and_nth     = ~ (, | <and>) ~ (<the> ~)?
nth_day     = (?<! <every> _) (?<! <every> _ <the> _) ({nth} {and_nth}){0,3} {nth} {of_nth} (' ~)?
              (<month_word> ~ <of> ~ (' ~)?)? {month} {year}?                   # premier et deuxième samedi de mai

# 14/10, without its year: a date where something beside it says so
its_year    = ~ (<, -> ~)? (<of in> ~)? <yyyy> (?! : | ~ <counted>) | ~ \( <yyyy> \)
at_hour     = <_ , - / : ( [ . | • · ' the of to about from in until daypart since and after hour between>{0,10}+
              ( (<hh> | <numeral>) ~ <hour> | <hh> (<: .> <mm>)? ~ <am_pm> | <hh> : <mm> | <noon>
              | <hh> ~ (<to and> | -) ~ <hh> ~ <hour> )
            | ~ <in dans to> ~ (<le> ~ (' ~)?)? {daypart}
more_short  = ~ (- | <to> | <and> | ,) ~ (<the> ~)? (<weekday> \.? ~)? <day> </ .> <day> \.?
sure_behind = {more_short}{0,12} ({its_year} | {at_hour})                       # 14/10 à 20h
            | {more_short}{1,12} </ .> <yyyy mm>                                # 12/3-14/4/2016
            | ~ (, | <and>) ~ (<the> ~)? (<weekday> \.? ~)? <day> <th>? _ <month>           # les 12/06, 13 juin 2017
            | ~ \( <weekday_name> ~ \)                                          # 12/06 (mardi)
sure_before = (?<= <le of weekday> _) | (?<= <weekday>) | (?<= <weekday> <. , - ( [> _) | (?<= <weekday> _ <- ( [>)
            | (?<= <weekday> _ <, - ( [> _)                                     # mardi 12/06
            | (?<= <day_word today hui next_last> _ <( [>)                      # demain (12/06)
            | ((?<= <to> _) | (?<= <day> -)) (?= <day> /)                       # au 12/06
short       = (?<! <numbered reference th #>) (?<! <numbered reference th #> _)
              (<day> ~ / ~ <day> | <day> \. (<dd> | <d> (?= \.? {more_short}))) \.? (?= {sure_behind}) {its_year}?
            | {sure_before} <day> </ .> <day> (?! (</ .> | - (?! <day> </ .> <day>))? <digits>)
              (?! <word> | ~ <of> ~ <word> | ~ <month>) {its_year}?
            | ^ <day> / <day> $

# a day, and how days follow each other
day_comma   = ((?<= <the of to weekday_name> _ <day>) | (?<= <the of> _ <day> _ <and> _ <day>)) ~ , ~
              (?= <month> \.? ~ (, ~)? <yyyy to>)                               # le 5, mai 2024
day_dot     = ((?<= <weekday> _ <day>) | (?<= <weekday> <. ,> _ <day>)) \. _    # mardi 5. mai
named_day   = (?! <numeral> - <month_name> (?! ~ (<of> ~)? <yyyy>))             # no quartier Quatre-Septembre
              {number} (<_ / - .> | {day_dot} | {day_comma})? (<of> ~)? (<month_word> ~ <of> ~)? {month} {year}?
a_day       = ( ({on_weekday} | <weekday_name> ~ <, - ( [> ~ (<the> ~)?)? ({named_day} | {figures} | {short})
              | {nth_day} ) (~ \( <weekday_name> ~ \))?                         # mardi 12 juin; 12 juin (mardi)
in_brackets = ( <today> (' <hui>)? (~ {daypart})? | <day_word> (<_ -> <hui>)? (~ <next_last>)?
              | <weekday_name> ~ (<next_last> | {daypart}) ) ~ <( [> ~ (<the of> ~)?        # demain (13 juin)
link        = <) ]>? ~ (- | / | (, ~)? ((<and> ~)? <until> ~ ' ~ <to in> | <to> | <and>)) ~ (<the of to> ~)?
bare_day    = {on_weekday}? {number} (?! ~ (<of> ~)? <month> | ~ , ~ <month_name> ~ <yyyy to>
              | </ .> <day> (?! ~ <month>) | - <day> - <yyyy> | - <yyyymmdd>)
listed_days = <les> ~ (?> ({bare_day} (~ (, ~ (<and> ~)? | <and> ~ | / ~ | - ~) | _) (<the> ~)?){1,31})   # les 13 14 et
            | (?> ((<the of> ~ (' ~)?)? {bare_day} {then_clocks}
                   ~ (, ~ (<and to> ~)? | <and> ~ | / ~ | <to> ~ | <until> ~ ' ~ <to> ~) (<the of> ~)?){1,31})
              ( (?<! <, ->) (?<! <, -> _) (?<! , _ <the> _)                     # le 3 à 10h et
              | (?<! <the> _) (?= <weekday>) | (?<= , _ <day> , _) )            # 12, 13,
            | (?> ({bare_day} ~ - ~){1,31})                                     # lundi 5 -
days        = ( (?! (<weekday> \.? _)? <day> _ <month_name month_abbr jui>) (?<! <numbered th #>)
                (?<! <numbered th #> _) {listed_days} )? {a_day} (~ <next_last>)? {then_clocks}
series      = ~ , ~
              ( (?= <weekday> \.? _ <day> _ <month>)
              | (<the> ~)? (?= <hh th weekday numeral sept the month_name month_abbr jui to hour . , : / ' _>{1,60}
                               _ <and> _)
              | (?<! <yyyy> , _) (?<! <yyyy> ,) (<the> ~)? (?= <day> <th>? _ <month> | <day> </ .> <day>) )
bare_day_at = (~ (, | <and> | , ~ <and>) ~ (<the> ~ | (?= <weekday_name>)) | ~ <to> ~) {bare_day}
              ~ (<to> ~ | , ~ | \() {clocks}                                    # et le 4 à 11h

# months, and spans of which one end has no day: entre le 3 avril et mai 2016, de 2009 à juin 2012
edge_of     = <edge> <_ ->? (<of> ~)? (<le> ~)? (' ~)?                          # début de l'
months      = (<edge> <_ ->? (<of> ~ (' ~)?)?)? (<month_word> ~ <of> ~ (' ~)?)?
              (?! <mar> \.? ,? _? (<the> _)? <day>) ({month} {year}? | {month_year}) (~ <next_last>)?
dash        = - | (?(alone) _ - _ | (?!))
up_to       = (~ (, ~)? (<until> ~ ' ~ <to in> | <to>) ~ | {dash} | (?(between) ~ <and> ~ | (?!)))
              (<the of to> ~)? (' ~)?
from_year   = ( ((?<= <of since between> _) | (?<= <le> ')) {edge_of}? (<year> ~)? <yyyy> {up_to} | <yyyy> {dash} )
              (?= <^ yyyy>{1,25} <yyyy>)
to_year     = (?<= <yyyy>) {up_to} {edge_of}? (<year> ~)? <yyyy> (?! <word> | : | ~ <counted year month_word>)
amount      = ({number} | <one>) ~ <day_word month_word year>                   # un an

# around an expression
before      = (?<! <digits> <- / . , :>) (?<! <digits>)
              (?<! <street> _) (?<! <street> _ <of> _) (?<! <street> \. _) (?<! <street> \. _ <of> _)
              (?<! <street> - <word> _) (?<! <street> - <word> _ <of> _)        # no rue du 4 septembre 1870
after       = (?! <- / . , :>? <digits>)
cue         = (?> (<le of in to until since and from about after ici '> ~){0,6}
              (?P<between> <between> ~ (<the of> ~ (' ~)?){0,2})?)
alone       = (?P<alone> (?<! <^ ( newline>) | (?<= <of> _))?
"""
"""`up_to` asks the groups `between` whether "et" means "to", and `alone` whether a dash between blanks does and ends no
phrase."""


class Form(NamedTuple):
    """One form of expression."""

    pattern: str
    example: str


FORMS = {
    "hours_first": Form(
        r"""(?= <hh> ~ <hour : am_pm to and -> | <numeral noon>) (?! <day> _ <month_name month_abbr jui>)
        ((?(hour) ({link} | ~ , ~ (<to of> ~)?)) {clocks} ~ (, ~)? <the> ~ ({a_day} | {bare_day}) (?P<hour>)){2,13}""",
        "de 8h le 11/03/2018 à 19h le 12/03/2018",
    ),
    "days": Form(
        r"""(<day_word> ~ <of> ~ | <year> ~ (<yyyy> | {spelt_year}) ~ (, ~)? (<the> _)? | {in_brackets}
            | (?= <year edge yyyy>) {from_year} | (?= <month edge month_word> | <day> ~ / ~ <yyyy>) {months} {up_to} )?
        ((?= <hh numeral noon>) (?! <day> _ <month_name month_abbr jui>) {clocks} (~ <, ->)? ~ (<the> _)?)?
        ((?(day) ({link} | {series})) {days} (?P<day>) | (?(day) {bare_day_at} | (?!))){1,13}
        ((?<= <hour mm )>) ~ <yyyy> (?! : | <word> | ~ <counted year month_word>))?
        ((?= ~ <, until to - and>) ({up_to} {months} | {to_year}))?""",
        "du vendredi 6 au dimanche 8 septembre 2024, de 10h à 12h",
    ),
    "month_first": Form(
        r"""{on_weekday}? <month_name month_abbr mar sept> \.? ~ <day> <th>? (~ (- | <to> | <and>) ~ <day> <th>?)?
        (~ (, ~)? <yyyy> | (?= ~ @ ~ <hh>)) (~ @ ~)? {then_clocks}""",
        "March 5, 2024",
    ),
    "months": Form(
        r"""(?<! <hh figures numeral sept> _) (?<! <th> _) (?<! <th>)
        ( ((?= <year edge yyyy>) {from_year})? ((?(month) ({link} | , _)) {months} (?P<month>)){1,13} {to_year}?
        | (?= <year edge yyyy>) {from_year} {edge_of} (<year> ~)? <yyyy> )""",
        "de mai à octobre 2023",
    ),
    "season": Form(
        r"""(<season> (~ (- | / | <and>) ~ <season>)?
            | (<day> ~ <th> | <numeral> | <next_last>) ~ <part_of_year> (~ <of> ~ (' ~)? {month})?)
        (~ <next_last> | ~ (<of> ~)? (<le> ~ ' ~ <year> ~)? <yyyy> (<- /> <yyyy mm>)?)?
        | <t> <d> ~ (<of> ~)? <yyyy>""",
        "3e trimestre 2024",
    ),
    "years": Form(
        r"""(?<! <digits month reference th #> _) (?<! <word numbered th #>) (?<! <reference> \. _) (?<! <month> -)
        {edge_of}?
        ( (<year> ~)? <yyyy> ((~ , ~ <yyyy>){0,12} ~ (- | / | <until> ~ ' ~ <to> | <to> | <and>) ~ <yyyy> | <- /> <mm>)?
          (?! <word> | ~ <counted> | ~ <year month_word> (?! ~ <word>)
            | ~ (- | <to> | <and>) ~ <yyyy figures> ~ <counted>)
        | <year> ~ <nn> (?! ~ (- | / | <to> | <and>) ~ <nn>) )""",
        "entre 2008 et 2012",
    ),
    "spaced": Form("{spaced}", "le 5 3 2024"),
    "edge": Form(r"<edge> ~ (<of> ~)? (<le> ~)? (' ~)? <year month_word>", "fin du mois"),
    "counted": Form(
        r"""(<il> ~ <and> ~ <to> ~ | <dans> ~ | (?<= <ici> _)) {amount} (~ <, and>? ~ {amount}){0,5}""",
        "il y a trois semaines",
    ),
}
WITH_HOURS = {
    "this_month": Form(
        r"""<day> (~ <th>)? ~ (<edge> (?! ~ <- of le '>* ~ <month month_word year yyyy season>)
        | <of> ~ (<le> ~ <month_word> | <month_word> ~ <next_last>) (?! ~ <of>))""",
        "le 14 courant",
    ),
    "relative_day": Form(r"-? <today> (' <hui>)? (~ {daypart})?", "demain à 18h"),
    "weekday": Form(
        r"""(?<! <every> _) (?<! <weekday_name> _ <and> _) (?<! <weekday_name> , _) (?<! <weekday_name> /)
        <weekday_name> (~ <day> (?! ~ <month hour / . : ->) (~ <th>)? | ~ <next_last> | ~ {daypart})?""",
        "vendredi 22 à 19h",
    ),
    "period": Form(
        "(<day_word> (<_ -> <hui>)? | <month_word> | <year> | {daypart}) (~ <next_last>)?", "la semaine prochaine"
    ),
}
"""Forms whose day is counted from the day of the page, and that hours may follow."""

_PARTS = {
    "month": "<month_name month_abbr jui> | <sept> (?! _ <month>) | (?! <mar> \\.? ,? _? (<the> _)? <day>) <mar>",
    "weekday": "<weekday>",
    "to": "<to ->",
    "and": "<and>",
    "day": "<day> (?= _ <month_name month_abbr jui>)",
    "numeric": r"""{spaced} | {month_year} | {figures} | <day> _ / _ <day> (?= {its_year} | {at_hour})
        | (?<! </ .>) <day> </ .> <day> (?! / <day> | (- <day>)? _? <month am_pm>)""",
    "clock": "{clock}",
    "zone": "{zone}",
    "year": r"""{spelt_year} | <yyyy>
        | ((?<= <month> ') | (?<= <month> <_ .> ') | (?<= <month> \. _ ') | (?<= <yyyy> <- />)) <mm>
        | (?<= <month_name month_abbr year> _) <nn> | (?<= <month_abbr sept> \. _) <dd> (?= _? <) newline> | _? $)""",
    "nth": "{nth} (?= ({and_nth} {nth}){0,3} {of_nth})",
    "number": "{number} (?! _? <hour>)",
    "near": "<next_last>",
    "vague": "<edge about>",
    "until": "(?! <until> - <noon>) <until ici>",
    "since": "(?! <after> <_ -> <noon>) <since from after>",
    "within": "<in month_word>",
    "year_word": "<year>",
    "week": "<day_word> (<_ -> <hui>)? (?! <_ next_last>* <( [>)",
}
"""What an expression is taken apart into, in the order in which they are tried: expression.py."""

_SYNTAX = re.compile(
    r"""
      (?<!\S)\#\ .*                              # a comment
    | \\. | \(\?P<\w+> | \(\?\(\w+\)              # a sign, the beginning of a named group or of a condition: as in re
    | (?<!\?) < (?P<tokens>[^>]+) >
    | \{ (?P<piece>[a-z_]+) \}
    | (?P<group>(?<!\?) \( (?!\?))
    | (?P<blank>[_~])
    | \s+
    """,
    re.VERBOSE,
)
_SIGNS = {"_": " ", "newline": "\n"}


def _one_of(names: str) -> str:
    """Return the class of letters and signs that is written between angle brackets."""
    tokens = [token for name in names.removeprefix("^").split() for token in SETS.get(name, name).split()]
    letters = re.escape("".join(LETTERS.get(token) or _SIGNS.get(token, token) for token in tokens))
    return f"[{'^' * names.startswith('^')}{letters}]"


def _over_letters(pattern: str, pieces: dict[str, str]) -> str:
    """Return a pattern of `re` over letters for one over tokens."""

    def written(found: re.Match[str]) -> str:
        if found["tokens"]:
            return _one_of(found["tokens"])
        if found["piece"]:
            return f"(?:{pieces[found['piece']]})"
        if found["group"]:
            return "(?:"
        if found["blank"]:
            return " " if found[0] == "_" else " ?"
        return found[0] if found[0][0] in "\\(" else ""

    return _SYNTAX.sub(written, pattern)


_PIECES: dict[str, str] = {}
for _name, _pattern in re.findall(r"^(\w+) += (.*(?:\n[ \t]+.*)*)", PIECES, re.MULTILINE):
    _PIECES[_name] = _over_letters(_pattern, _PIECES)


def _compiled(pattern: str) -> re.Pattern[str]:
    written = _over_letters(pattern, _PIECES)
    numbers = {name: str(number) for number, name in enumerate(re.findall(r"\(\?P<(\w+)>", written), 1)}
    # by its name `re` knows a group only behind it
    return re.compile(re.sub(r"(?<=\(\?\()\w+", lambda found: numbers[found[0]], written))


def _any_of(patterns: dict[str, str] | dict[str, Form]) -> str:
    return " | ".join(
        f"(?P<{name}> {each.pattern if isinstance(each, Form) else each} )" for name, each in patterns.items()
    )


# no_date: hours and lists that lead to no day are passed over as a whole, or their every part would be tried again
EXPRESSION = _compiled(
    f"""(?= <day nn yyyy yyyymmdd month weekday numeral season the of in to until since and from about after ici
            month_word edge year next_last today il dans day_word daypart t between>)
    {{before}} {{cue}}
    (?= <day nn yyyy yyyymmdd month weekday numeral season les month_word edge year next_last today il dans day_word
        daypart t noon ->)
    {{alone}}
    ( ({_any_of(FORMS)} | ({_any_of(WITH_HOURS)}) {{then_clocks}}) {{after}}
    | (?P<no_date> {{listed_days}} | (?= <hh numeral noon>) {{clocks}}) )"""
)
PARTS = _compiled(
    f"""(?= <hh yyyy yyyymmdd numeral month weekday noon utc to and - next_last edge about until ici since from after in
            year month_word day_word>)
    ({_any_of(_PARTS)})"""
)
ODD = _compiled(
    r"""(?= <^ day>* <day> <^ day>* $) (?= <^ month>* <month_name month_abbr sept> <^ month>* $)
    (?= <^ yyyy>* <yyyy> <^ yyyy>* $) <_ , . - / : ' day month yyyy le of to weekday_name>{5,60} $"""
)
"""A day, a month by name and a year, each once and in any order, and nothing else: for dateparser."""
DATED = _compiled("<day nn yyyy yyyymmdd month season today weekday_name day_word month_word year daypart>")
"""A shape without any of these tokens holds no date."""
LOOKS_LIKE_A_DATE = _compiled(
    r"""{before} (<hh figures> (~ <th>)? ~ (<of> ~)? <month> \.? (~ <yyyy>)? | <hh> <- / .> <hh> <- / .> <mm yyyy>
    | <hh figures> <- / .> <hh figures> <- / .> <yyyy> | <yyyy> <- /> <hh figures> <- /> <hh figures>) {after}"""
)
