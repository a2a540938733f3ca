"""The words by which SPIP's screen (ecran_securite.php) takes a client for a bot: facts, of SPIP 4.4.

Longer ones that hold one of these (feedfetcher holds fetch) are left out. tests/crawling/test_screen.py holds the list
against the SPIP that is installed.
"""

WORDS = tuple(
    " ".join(word.split())
    for word in """
200please, 80legs, a6-indexer, aboundex, accoona, acrylicapps, addthis, adressendeutschland, alexa, altavista,
analyticsseo, antennapod, anthropic, arachnys, archive, argclrint, aspseek, baidu, begunadvertising, bing,
bloglines, bot, browsershots, buck, butterfly, changedetection, charlotte, chatgpt, chilkat, claude, coccoc,
cohere-ai, crawler, crawlspace, crowsnest, crwlr, dataminr, daumoa, dlvr.it, dlweb, drupal, ec2linkfinder, eset.com,
estyle, exalead, ezooms, facebookexternalhit, facebookplatform, fairshare, feedly, fetch, flipboardproxy, genieo,
go-http-client, google, grapeshot, hatena-useragent, head, hosttracker, hubspot, ichiro, iltrovatore-setaccio,
img2dataset, immediatenet, ina, infegyatlas, infohelfer, inoreader, instapaper, jabse, james, java, jersey, kumkie,
linkdex, linkfluence, linkwalker, litefinder, loadimpactpageanalyzer, ltx71, lycos, monitoring, msai, msie 6.0,
myapp, najdi, nativehost, netcraftsurveyagent, netestate, netnewswire, netseer, newsblur, newspaper, nuhk, nuzzel,
okhttp, omgili, otmedia, owler, owlin, owncloud, panscient, paper.li, parsijoo, plukkie, protopage, proximic,
pubsub, python, qoshe, qualidator, qwantify, rambler, readability, ruby, sb intuitions, sbsearch, scoop.it, scooter,
scoutjet, scrapy, scrubby, shareaholic, shopwiki, simplepie, sistrix, sitechecker, siteexplorer, slurp, snapshot,
sogou, speedy, spider, spinn3r, spreadtrum, steeler, subscriber, suma, superdownloads, svenska-webbsido, teoma, the
knowledge ai, thumbshots, tineye, traackr, trendiction, trendsmap, tweetedtimes, tweetmeme, uaslinkchecker, undrip,
universalfeedparser, upday, vedma, vkshare, vm, wch, webalta, webcookies, webparser, webthumbnail, webvac, webzio,
wesee, wise-guys, woko, wordpress, wotbox, y!j-bri, y!j-bro, y!j-brw, y!j-bsc, yahoo, yandex, yats, yeti, ymobactus,
zeerch
""".split(",")
)
"""In lower case; each counts anywhere in a User-Agent, whatever the case."""


def screened(text: str) -> str | None:
    """Return the first screened word of a text, as it is written there; None when it has none."""
    lowered = text.lower()
    places = [(lowered.index(word), len(word)) for word in WORDS if word in lowered]
    return text[min(places)[0] :][: min(places)[1]] if places else None
