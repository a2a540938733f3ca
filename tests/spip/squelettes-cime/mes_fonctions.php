<?php
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** Les dates comme le DatePipe d'Angular en français : fullDate, longDate, mediumDate. */
function cime_date($date, $format = 'mediumDate') {
	if (!preg_match('/^(\d{4})-(\d\d)-(\d\d)/', (string) $date, $m) or !intval($m[1]) or !intval($m[2]) or !intval($m[3])) {
		return '';
	}
	$longs = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
	$courts = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];
	$jours = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
	$mois = ($format === 'mediumDate') ? $courts[$m[2] - 1] : $longs[$m[2] - 1];
	$texte = intval($m[3]) . ' ' . $mois . ' ' . $m[1];
	if ($format === 'fullDate') {
		$texte = $jours[(int) date('w', mktime(12, 0, 0, (int) $m[2], (int) $m[3], (int) $m[1]))] . ' ' . $texte;
	}
	return $texte;
}

/** La taille d'un fichier, en unités françaises. */
function cime_taille($octets) {
	$octets = (float) $octets;
	if ($octets <= 0) {
		return '';
	}
	if ($octets < 1000) {
		return $octets . ' octets';
	}
	if ($octets < 1000000) {
		return number_format($octets / 1000, 1, ',', ' ') . ' Ko';
	}
	return number_format($octets / 1000000, 1, ',', ' ') . ' Mo';
}

/** L'adresse d'un article : la sienne, ou celle qu'il a dans le mini-site d'un groupe. */
function cime_adresse($url, $id_article, $groupe = 0) {
	if (!intval($groupe)) {
		return $url;
	}
	return parametre_url(parametre_url(generer_url_public('pays_page'), 'id_article', $id_article), 'id_rubrique', intval($groupe));
}

/** Sous <base href="/">, une ancre doit nommer sa page. */
function cime_ancres($html, $url) {
	return preg_replace('/(<a\b[^>]*?\shref=["\'])#/i', '${1}' . addcslashes($url, '\\$') . '#', (string) $html);
}

/** La partie qui montre une rubrique, selon sa nature. */
function cime_fond($id) {
	$id = intval($id);
	if ($id === 2 or $id === 160) {
		return 'inc/rub-liste';
	}
	if (in_array($id, [226, 293, 295, 299, 303])) {
		return 'inc/rub-theme';
	}
	if ($id >= 167 and $id <= 250 and $id !== 228) {
		return 'inc/rub-pays';
	}
	return 'inc/rub-page';
}

function cime_pas($id) {
	return intval($id) === 160 ? 24 : 12;
}

/** Le HTML en blocs de premier niveau : [balise, html]. */
function cime_blocs($html) {
	$un = '~(<(ul|ol|dl|div|blockquote|table|figure|pre|section|aside|form|p|h[1-6])\b[^>]*>(?:[^<]++|<(?!/?\2\b)|(?1))*+</\2>)~is';
	if (!preg_match_all($un, $html, $trouves, PREG_SET_ORDER | PREG_OFFSET_CAPTURE)) {
		return [['', $html]];
	}
	$blocs = [];
	$ou = 0;
	foreach ($trouves as $t) {
		$avant = substr($html, $ou, $t[0][1] - $ou);
		if (trim($avant) !== '') {
			$blocs[] = ['', $avant];
		}
		$blocs[] = [strtolower($t[2][0]), $t[0][0]];
		$ou = $t[0][1] + strlen($t[0][0]);
	}
	if (trim(substr($html, $ou)) !== '') {
		$blocs[] = ['', substr($html, $ou)];
	}
	return $blocs;
}

function cime_interieur($bloc) {
	return preg_replace('~^\s*<[^>]*>|</[^>]*>\s*$~', '', $bloc);
}

function cime_nu($html) {
	$texte = html_entity_decode(strip_tags(preg_replace('~<br\b[^>]*>~i', ' ', $html)), ENT_QUOTES | ENT_HTML5, 'UTF-8');
	return trim(preg_replace('/[\s\x{a0}]+/u', ' ', $texte));
}

/** Un évènement : la date d'abord quand le texte commence par elle. */
function cime_date_au_debut($html) {
	$mois = '(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre)';
	$e = '(?:\s|&nbsp;|\x{a0})+';
	$jour = '(?:\d{1,2}|1er|1<sup[^>]*>er</sup>)';
	$date = "(?:(?:Le|Du|En|Depuis|Dès|D[ée]but|Fin|De)$e)?(?:$jour(?:{$e}(?:au|et|-|–){$e}$jour)?$e)?(?:$mois(?:{$e}(?:et|à|-|–)$e$mois)?$e)?(?:19|20)\d\d(?:\s?[-–\/]\s?(?:19|20)?\d\d|$e(?:à|et|au)$e(?:19|20)\d\d)?";
	$num = '\d{1,2}[\/.]\d{1,2}[\/.](?:19|20)?\d\d';
	if (preg_match("~^\\s*(?:<(strong|b|i|em)\\b[^>]*>)?\\s*((?:$date|$num)\\b)((?:$e)?(?:[:,.–-](?=\\s|&nbsp;|\\x{a0}|<))?)(?(1)\\s*</\\1>(?:$e)?(?:[:,.–-](?=\\s|&nbsp;|\\x{a0}|<))?)(?:$e)?(.+)$~isu", $html, $m)) {
		return [$m[2] . (substr($m[3], -1) === ',' ? ',' : ''), $m[4]];
	}
	return ['', $html];
}

function cime_evenement($html) {
	[$date, $texte] = cime_date_au_debut($html);
	return '<app-event ~55 ~h56><div ~56 class="ev">'
		. ($date !== '' ? '<div ~56 class="ed">' . trim($date) . '</div>' : '') . '<!---->'
		. '<div ~56 class="ex">' . trim($texte) . '</div></div></app-event><!---->' . "\n";
}

/** Les évènements d'un bloc (liste, paragraphe à puces, lignes qui commencent par une date), ou rien s'il n'en porte pas. */
function cime_evenements($balise, $bloc) {
	if ($balise === 'ul' or $balise === 'ol') {
		$dedans = cime_interieur($bloc);
		$un = '~<li\b[^>]*>((?:[^<]++|<(?!/?li\b)|(?R))*+)</li>~is';
		if (trim((string) preg_replace($un, '', $dedans)) === '' and preg_match_all($un, $dedans, $m)) {
			return $m[1];
		}
		return [];
	}
	if ($balise !== 'p') {
		return [];
	}
	$dedans = cime_interieur($bloc);
	$puce = '~(?:<br\b[^>]*>\s*)?<span class=["\']spip-puce[^>]*><b>[^<]*</b></span>(?:&nbsp;|\x{a0}|\s)*~iu';
	if (preg_match($puce, $dedans)) {
		$parts = preg_split($puce, $dedans);
		return trim(array_shift($parts)) === '' ? $parts : [];
	}
	$lignes = preg_split('~<br\b[^>]*>~i', $dedans);
	foreach ($lignes as $ligne) {
		if (cime_date_au_debut($ligne)[0] === '') {
			return [];
		}
	}
	return $lignes;
}

/** Une personne : étiquette grasse, puis nom, fonction, organisme. */
function cime_personne($balise, $bloc) {
	if ($balise !== 'p' or !preg_match('~^<p\b[^>]*>\s*<(strong|b)\b[^>]*>(.*?)</\1>(?:\s|&nbsp;|\x{a0})*:?\s*<br\b[^>]*>(.*)</p>$~isu', trim($bloc), $m)) {
		return null;
	}
	if (!preg_match('/pr[ée]sid|r[ée]f[ée]rent|secr[ée]tari?|pilot|anim|coordin|contact|correspondant|charg|d[ée]l[ée]gu/iu', cime_nu($m[2]))) {
		return null;
	}
	$lignes = array_values(array_filter(array_map('trim', preg_split('~<br\b[^>]*>~i', $m[3])), 'strlen'));
	return $lignes ? ['role' => preg_replace('/(?:\s|&nbsp;|\x{a0})*:\s*$/u', '', $m[2]), 'lignes' => $lignes] : null;
}

function cime_organisme($balise, $bloc) {
	$nu = cime_nu($bloc);
	return $balise === 'p' and $nu !== '' and mb_strlen($nu) <= 110 and !preg_match('/[.:;!?]$/u', $nu)
		and !preg_match('~<(?:strong|b|br|img|a|span)\b~i', $bloc) and mb_strtoupper($nu) === $nu;
}

function cime_fiche($p) {
	$html = '<app-person ~57 ~h66><div ~66 class="pe"><div ~66 class="pr">' . $p['role'] . '</div>';
	$classes = ['pn', 'pf', 'po'];
	if (count($p['lignes']) === 2 and !empty($p['organisme'])) {
		$classes = ['pn', 'po'];
	}
	foreach ($p['lignes'] as $i => $ligne) {
		$html .= '<div ~66 class="' . ($classes[$i] ?? 'po') . '">' . $ligne . '</div><!---->';
	}
	return $html . '</div></app-person><!---->' . "\n";
}

/** Le corps d'un volet : frise, texte, personnes, dans l'ordre. */
function cime_corps($blocs, $titre, $p) {
	$frise = preg_match('/[eéèEÉÈ]v[eéè]nements?\b|marquant|chronologie|grandes dates|historique/iu', $titre);
	$html = $texte = $evs = $gens = '';
	$vider = function () use (&$html, &$texte, &$evs, &$gens, $p) {
		if (trim($texte) !== '') {
			$html .= '<div ~' . $p . ' class="rt">' . $texte . "</div><!---->\n";
		}
		if ($evs !== '') {
			$html .= '<app-timeline ~' . $p . ' ~h55><div ~55 class="tm">' . $evs . "</div></app-timeline><!---->\n";
		}
		if ($gens !== '') {
			$html .= '<app-people ~' . $p . ' ~h57><div ~57 class="pl">' . $gens . "</div></app-people><!---->\n";
		}
		$texte = $evs = $gens = '';
	};
	for ($i = 0; $i < count($blocs); $i++) {
		[$balise, $bloc] = $blocs[$i];
		if ($qui = cime_personne($balise, $bloc)) {
			if ($gens === '') {
				$vider();
			}
			if (count($qui['lignes']) < 4 and isset($blocs[$i + 1]) and cime_organisme($blocs[$i + 1][0], $blocs[$i + 1][1])) {
				$i++;
				$qui['lignes'][] = cime_interieur($blocs[$i][1]);
				$qui['organisme'] = true;
			}
			$gens .= cime_fiche($qui);
		} elseif ($frise and $liste = cime_evenements($balise, $bloc)) {
			if ($evs === '') {
				$vider();
			}
			$evs .= join('', array_map('cime_evenement', $liste));
		} else {
			if ($evs !== '' or $gens !== '') {
				$vider();
			}
			$texte .= $bloc . "\n";
		}
	}
	$vider();
	return $html;
}

/** Le texte d'un groupe : un accordéon ou des onglets, un volet par intertitre. */
function cime_groupe($html, $forme = 'accordeon', $pere = 60) {
	if (trim((string) $html) === '') {
		return '';
	}
	$volets = [];
	foreach (cime_blocs($html) as $b) {
		if ($b[0] === 'h2' or $b[0] === 'h3') {
			$volets[] = [cime_interieur($b[1]), $b[0][1], []];
			continue;
		}
		if (!$volets) {
			$volets[] = ['', 0, []];
		}
		$volets[count($volets) - 1][2][] = $b;
	}
	$sortie = $dedans = '';
	foreach ($volets as $n => [$titre, $niveau, $blocs]) {
		if (!$niveau) {
			$sortie .= '<app-body ~' . $pere . ' ~h20>' . cime_corps($blocs, '', 20) . '</app-body><!---->' . "\n";
			continue;
		}
		// les personnes qui ferment le dernier volet sortent sous les volets
		$apres = [];
		if ($n === count($volets) - 1) {
			foreach ($blocs as $k => $b) {
				if (cime_personne($b[0], $b[1])) {
					$apres = array_splice($blocs, $k);
					break;
				}
			}
		}
		$corps = cime_corps($blocs, cime_nu($titre), 54);
		if ($forme === 'onglets') {
			$dedans .= '<app-panel ~52 ~h54' . ($n ? '' : ' class="on"') . '><div ~54 class="tl" role="heading" aria-level="' . $niveau . '">' . $titre . '</div>'
				. '<div ~54 class="tb">' . $corps . "</div></app-panel><!---->\n";
		} else {
			$dedans .= '<app-panel ~53 ~h54><div ~54 class="ph" role="heading" aria-level="' . $niveau . '"><button ~54 type="button" class="pk" aria-expanded="' . ($n ? 'false' : 'true') . '" aria-controls="volet-' . $n . '"><span ~54 class="px">' . $titre . '</span></button></div>'
				. '<div ~54 class="pb" id="volet-' . $n . '">' . $corps . "</div></app-panel><!---->\n";
		}
		if ($apres) {
			$apres = cime_corps($apres, '', $pere);
		}
	}
	if ($dedans !== '') {
		$sortie .= $forme === 'onglets'
			? '<app-tabs ~' . $pere . ' ~h52><div ~52 class="tt">' . $dedans . "</div></app-tabs>\n"
			: '<app-accordion ~' . $pere . ' ~h53><div ~53 class="ac">' . $dedans . "</div></app-accordion>\n";
	}
	$sortie .= !empty($apres) ? $apres : '';
	return preg_replace(['/(?<=\s)~h(\d+)/', '/(?<=\s)~(\d+)/'], ['_nghost-abc-c$1=""', '_ngcontent-abc-c$1=""'], $sortie);
}
