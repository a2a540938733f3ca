"""What readers should find wrong in the sample's articles."""

from sample_portal.blocks import plain
from sample_portal.defects import damaged
from sample_portal.state import State


def expected(state: State) -> set[tuple[str, str]]:
    """(article's slug, rule) for the rules title_against_body, title_against_field and repaired_text."""
    found = set()
    for number in state.published:
        head = state.heads[number]
        if head.online:
            slug = state.addresses.of("article", number).slug
            found |= {(slug, rule) for rule in head.flaws if rule.startswith("title_against_")}
            if "letters" in head.flaws and _is_damaged(state, number):
                found.add((slug, "repaired_text"))
    return found


def _is_damaged(state: State, number: int) -> bool:
    """Whether the article holds one of the letters that the portal's migration damaged."""
    head, text = state.heads[number], state.article(number).text
    words = "\n".join(
        part for part in (head.overtitle, head.title, head.subtitle, text.lead, plain(text.blocks)) if part
    )
    return damaged(words) != words or "\u202f" in "".join(map(str, text.blocks))
