<?php
if (!defined('_ECRIRE_INC_VERSION')) { return; }

/** Quel genre de page pour une rubrique : actus, anciens, groupe, pays, autre */
function util_genre($id) {
	$id = intval($id);
	if ($id == 2) { return 'actus'; }
	if ($id == 160) { return 'anciens'; }
	if (in_array($id, [226, 293, 295, 299, 303])) { return 'groupe'; }
	if ($id >= 167 && $id <= 250 && $id != 228) { return 'pays'; }
	return 'autre';
}

function util_svg($nom, $class = 'h-5 w-5') {
	static $d = [
		'calendrier' => 'M6.75 3v2.25M17.25 3v2.25M3 18.75V7.5a2.25 2.25 0 012.25-2.25h13.5A2.25 2.25 0 0121 7.5v11.25m-18 0A2.25 2.25 0 005.25 21h13.5A2.25 2.25 0 0021 18.75m-18 0v-7.5A2.25 2.25 0 015.25 9h13.5A2.25 2.25 0 0121 11.25v7.5',
		'dossier' => 'M2.25 12.75V12A2.25 2.25 0 014.5 9.75h15A2.25 2.25 0 0121.75 12v.75m-8.69-6.44l-2.12-2.12a1.5 1.5 0 00-1.061-.44H4.5A2.25 2.25 0 002.25 6v12a2.25 2.25 0 002.25 2.25h15A2.25 2.25 0 0021.75 18V9a2.25 2.25 0 00-2.25-2.25h-5.379a1.5 1.5 0 01-1.06-.44z',
		'horloge' => 'M12 6v6h4.5m4.5 0a9 9 0 11-18 0 9 9 0 0118 0z',
		'fichier' => 'M19.5 14.25v-2.625a3.375 3.375 0 00-3.375-3.375h-1.5A1.125 1.125 0 0113.5 7.125v-1.5a3.375 3.375 0 00-3.375-3.375H8.25m2.25 0H5.625c-.621 0-1.125.504-1.125 1.125v17.25c0 .621.504 1.125 1.125 1.125h12.75c.621 0 1.125-.504 1.125-1.125V11.25a9 9 0 00-9-9z',
		'telecharger' => 'M3 16.5v2.25A2.25 2.25 0 005.25 21h13.5A2.25 2.25 0 0021 18.75V16.5M16.5 12L12 16.5m0 0L7.5 12m4.5 4.5V3',
		'externe' => 'M13.5 6H5.25A2.25 2.25 0 003 8.25v10.5A2.25 2.25 0 005.25 21h10.5A2.25 2.25 0 0018 18.75V10.5m-10.5 6L21 3m0 0h-5.25M21 3v5.25',
		'loupe' => 'M21 21l-5.197-5.197m0 0A7.5 7.5 0 105.196 5.196a7.5 7.5 0 0010.607 10.607z',
		'menu' => 'M3.75 6.75h16.5M3.75 12h16.5m-16.5 5.25h16.5',
		'droite' => 'M8.25 4.5l7.5 7.5-7.5 7.5',
		'gauche' => 'M15.75 19.5L8.25 12l7.5-7.5',
		'haut' => 'M4.5 15.75l7.5-7.5 7.5 7.5',
		'bas' => 'M19.5 8.25l-7.5 7.5-7.5-7.5',
		'lieu' => 'M15 10.5a3 3 0 11-6 0 3 3 0 016 0z M19.5 10.5c0 7.142-7.5 11.25-7.5 11.25S4.5 17.642 4.5 10.5a7.5 7.5 0 1115 0z',
	];
	return '<svg xmlns="http://www.w3.org/2000/svg" fill="none" viewBox="0 0 24 24" stroke-width="1.5" stroke="currentColor" aria-hidden="true" class="shrink-0 ' . $class . '"><path stroke-linecap="round" stroke-linejoin="round" d="' . ($d[$nom] ?? $d['droite']) . '"/></svg>';
}

function util_avenir($date) { return strtotime((string)$date) > time() ? ' ' : ''; }

function util_taille($o) {
	$o = floatval($o);
	if ($o >= 1048576) { return number_format($o / 1048576, 1, ',', ' ') . ' Mo'; }
	if ($o >= 1024) { return number_format($o / 1024, 1, ',', ' ') . ' ko'; }
	return intval($o) . ' octets';
}

function util_lecture($texte) {
	$n = count(preg_split('/\s+/u', trim(strip_tags((string)$texte))));
	return max(1, intval(round($n / 200))) . ' min de lecture';
}

/** Le lieu d'un rendez-vous, lu dans le titre (« à Tripoli »), sinon nos bureaux */
function util_lieu($titre) {
	if (preg_match('/\s[àÀ]\s+(\p{Lu}[\p{L}’\'-]+)/u', html_entity_decode(strip_tags((string)$titre), ENT_QUOTES, 'UTF-8'), $m)) { return $m[1]; }
	return 'Cités Unies France, 9 rue Christiani, 75018 Paris';
}

/** Des classes sur les paragraphes d'un champ */
function util_p($html, $class) { return preg_replace('/<p(?: class="[^"]*")?>/', '<p class="' . $class . '">', (string)$html); }

/** Le texte : tableaux qui défilent, images arrondies */
function util_prose($html) {
	$html = preg_replace(',<table.*?</table>,is', '<div class="my-6 overflow-x-auto rounded-lg ring-1 ring-slate-200">$0</div>', (string)$html);
	return $html;
}

function util_enfants($html) {
	$doc = new DOMDocument();
	libxml_use_internal_errors(true);
	$doc->loadHTML('<?xml encoding="utf-8"?><body><div>' . $html . '</div></body>', LIBXML_HTML_NODEFDTD);
	libxml_clear_errors();
	return $doc->getElementsByTagName('div')->item(0)->childNodes;
}
function util_dedans($n) {
	$r = '';
	foreach ($n->childNodes as $e) { $r .= $n->ownerDocument->saveHTML($e); }
	return trim($r);
}
function util_lignes($html) {
	return array_values(array_filter(array_map('trim', preg_split(',<br[^>]*>,i', $html)), 'strlen'));
}

/** Coupe la présentation d'un groupe : le corps (titres, frise) et les personnes */
function util_decoupe($texte) {
	$corps = ''; $gens = []; $frise = false; $qui = -1;
	foreach (util_enfants((string)$texte) as $n) {
		if ($n->nodeType == XML_TEXT_NODE && !trim($n->textContent)) { continue; }
		$tag = strtolower($n->nodeName);
		$tout = $n->ownerDocument->saveHTML($n);
		if (preg_match('/^h[1-6]$/', $tag)) {
			$qui = -1;
			$frise = (bool)preg_match('/v[éèe]nements?\s+marquants/iu', $n->textContent);
			$corps .= '<h2 class="mt-12 mb-4 text-2xl font-bold tracking-tight text-slate-900 first:mt-0">' . util_dedans($n) . "</h2>\n";
			continue;
		}
		if ($frise && ($tag == 'ul' || $tag == 'ol' || ($tag == 'p' && strpos($tout, 'spip-puce') !== false))) {
			$items = [];
			if ($tag == 'p') {
				foreach (util_lignes(util_dedans($n)) as $l) {
					if (strpos($l, 'spip-puce') === false && $items) { $items[count($items) - 1] .= '<br>' . $l; continue; }
					$items[] = preg_replace(',^\s*<span class="spip-puce[^>]*>.*?</span>(?:&nbsp;|\x{a0}|\s)*,u', '', $l);
				}
			} else {
				foreach ($n->childNodes as $li) { if ($li->nodeName == 'li') { $items[] = util_dedans($li); } }
			}
			$corps .= '<div class="mt-6 ml-2">';
			foreach ($items as $i) { $corps .= util_jalon($i); }
			$corps .= "</div>\n";
			continue;
		}
		if ($tag == 'p' && preg_match(',^<strong[^>]*>(.*?)</strong>(?:\s|&nbsp;|\x{a0}|:)*(?:<br[^>]*>(.*))?$,isu', util_dedans($n), $m)
			&& (isset($m[2]) || preg_match('/:\s*$/u', $n->textContent))) {
			$gens[] = ['role' => preg_replace('/(?:\s|&nbsp;|\x{a0})*:(?:\s|&nbsp;|\x{a0})*$/u', '', $m[1]), 'lignes' => util_lignes($m[2] ?? '')];
			$qui = count($gens) - 1;
			continue;
		}
		if ($tag == 'p' && $qui >= 0) {
			$l = util_lignes(util_dedans($n));
			if ($gens[$qui]['lignes']) { $gens[$qui]['ville'] = array_merge($gens[$qui]['ville'] ?? [], $l); }
			else { $gens[$qui]['lignes'] = $l; }
			continue;
		}
		$corps .= ($tag == 'p' ? '<p class="mb-4 leading-relaxed text-slate-700">' . util_dedans($n) . '</p>' : $tout) . "\n";
	}
	return [$corps, $gens];
}

function util_jalon($html) {
	$nu = html_entity_decode(strip_tags($html), ENT_QUOTES, 'UTF-8');
	$mois = 'janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre';
	$date = '';
	if (preg_match("/(?:\d{1,2}(?:er)?\s+(?:au|et)\s+)?(?:\d{1,2}(?:er)?\s+)?(?:$mois)\s+\d{4}|\b(?:19|20)\d{2}\b/iu", $nu, $m)) { $date = $m[0]; }
	return '<div class="relative border-l-2 border-sky-200 pl-8 pb-8 last:pb-0"><div class="absolute -left-[9px] top-1 h-4 w-4 rounded-full bg-sky-600 ring-4 ring-white"></div>'
		. ($date ? '<span class="inline-block text-sm font-semibold uppercase tracking-wide text-sky-700">' . $date . '</span>' : '')
		. '<p class="mt-1 text-slate-700">' . $html . "</p></div>\n";
}

function util_presentation($texte) { return util_decoupe($texte)[0]; }

function util_personnes($texte) {
	$r = '';
	foreach (util_decoupe($texte)[1] as $g) {
		$nom = array_shift($g['lignes']);
		$r .= '<div class="rounded-2xl bg-white p-6 shadow-sm ring-1 ring-slate-200">'
			. '<div class="mb-4 flex h-16 w-16 items-center justify-center rounded-full bg-slate-100 text-slate-400"><svg class="h-8 w-8" fill="currentColor" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 12a5 5 0 100-10 5 5 0 000 10zm0 2c-5 0-9 2.500-9 6v2h18v-2c0-3.500-4-6-9-6z"/></svg></div>'
			. '<span class="inline-flex items-center rounded-full bg-amber-100 px-3 py-1 text-xs font-medium text-amber-800">' . $g['role'] . '</span>'
			. '<h3 class="mt-3 text-lg font-semibold text-slate-900">' . $nom . '</h3>';
		foreach ($g['lignes'] as $l) { $r .= '<p class="mt-1 text-sm text-slate-600">' . $l . '</p>'; }
		foreach ($g['ville'] ?? [] as $l) { $r .= '<p class="mt-2 text-xs font-medium uppercase tracking-wider text-slate-500">' . $l . '</p>'; }
		$r .= "</div>\n";
	}
	return $r;
}
