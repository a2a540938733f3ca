<?php
/**
 * Filtres du site (Atelier Grand Plateau, 2023)
 * Mise en blocs des textes saisis dans SPIP : plis, onglets, frise, cartes de contact.
 */

// nos pages ont leur h1 et leurs h2 : les intertitres des redacteurs sont des h3
$GLOBALS['debut_intertitre'] = '<h3 class="spip">';
$GLOBALS['fin_intertitre'] = '</h3>';

const AGP_MOIS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';

/** « 4 min » */
function agp_lecture($html) {
	$mots = preg_match_all('/[\p{L}\p{N}]+/u', strip_tags((string) $html));
	return max(1, (int) round($mots / 210)) . ' min';
}

/** Le jour, sans zero, ou rien quand la date n'a pas de jour */
function agp_jour($date) {
	$j = (int) journum($date);
	return $j ? (string) $j : '';
}

/** Icone du jeu (inc/icones) */
function agp_icone($nom, $classe = 'ico') {
	return '<svg class="' . $classe . '" width="24" height="24" aria-hidden="true" focusable="false"><use href="#ico-' . $nom . '"></use></svg>';
}

/** Famille d'un fichier, pour la couleur et l'icone de sa tuile */
function agp_famille($extension) {
	$familles = ['image' => ['jpg', 'jpeg', 'png', 'gif', 'svg', 'webp'], 'son' => ['mp3', 'ogg', 'wav'], 'film' => ['mp4', 'avi', 'mov', 'webm'], 'tableau' => ['xls', 'xlsx', 'ods', 'csv']];
	foreach ($familles as $famille => $liste) {
		if (in_array(strtolower((string) $extension), $liste)) {
			return $famille;
		}
	}
	return 'feuille';
}

/** Un morceau de HTML ferme-t-il ce qu'il ouvre ? */
function agp_equilibre($html) {
	foreach (['div', 'blockquote', 'table', 'ul', 'ol', 'figure', 'section', 'td', 'form'] as $balise) {
		if (preg_match_all("~<$balise\\b~i", $html) !== preg_match_all("~</$balise>~i", $html)) {
			return false;
		}
	}
	return true;
}

/** Coupe un texte a ses intertitres : [avant, [[intertitre, contenu], …]] */
function agp_sections($html) {
	$bouts = preg_split('~<h([23])\b[^>]*class=["\']spip["\'][^>]*>(.*?)</h\1>~is', (string) $html, -1, PREG_SPLIT_DELIM_CAPTURE);
	$avant = array_shift($bouts);
	$sections = [];
	foreach (array_chunk($bouts, 3) as [$niveau, $intertitre, $contenu]) {
		$sections[] = [trim($intertitre), $contenu];
	}
	foreach (array_merge([$avant], array_column($sections, 1)) as $bout) {
		if (!agp_equilibre($bout)) {
			return [$html, []];
		}
	}
	return [$avant, $sections];
}

/** Les intertitres d'un article deviennent des plis numerotes */
function agp_plis($html) {
	[$avant, $sections] = agp_sections($html);
	if (!$sections) {
		return $html;
	}
	$plis = '';
	foreach ($sections as $n => [$intertitre, $contenu]) {
		$plis .= '<details class="blk-pli"' . ($n ? '' : ' open') . '><summary class="blk-pli__tete"><span class="blk-pli__rang">' . ($n + 1)
			. '</span><span class="blk-pli__intitule">' . $intertitre . '</span>' . agp_icone('chevron', 'ico blk-pli__chevron') . '</summary>'
			. '<div class="blk-pli__dedans">' . trim($contenu) . '</div></details>' . "\n";
	}
	return trim($avant) . "\n<div class=\"blk-plis\">\n$plis</div>";
}

/** Une etape de la frise : la pastille annee-mois, et le recit */
function agp_etape($recit) {
	$recit = trim($recit);
	$clair = str_replace("\u{a0}", ' ', html_entity_decode(strip_tags($recit), ENT_QUOTES | ENT_HTML5, 'UTF-8'));
	$pastille = '';
	if (preg_match('/(?:\b(' . AGP_MOIS . ')\s+)?\b((?:19|20)\d\d)\b/ui', $clair, $r)) {
		$pastille = $r[2] . ($r[1] ? ' · ' . mb_strtolower($r[1]) : '');
	}
	return '<div class="blk-frise__etape' . ($pastille ? '' : ' blk-frise__etape--libre') . '">'
		. ($pastille ? '<span class="blk-frise__quand">' . $pastille . '</span>' : '')
		. '<div class="blk-frise__quoi">' . $recit . '</div></div>' . "\n";
}

/** Les listes dont une moitie au moins des points sont dates deviennent des frises */
function agp_frise($html) {
	$frise = function ($points) {
		$points = array_values(array_filter(array_map('trim', $points), 'strlen'));
		$dates = count(preg_grep('/\b(19|20)\d\d\b/', $points));
		return ($dates >= 2 && $dates * 2 >= count($points)) ? '<div class="blk-frise">' . "\n" . implode('', array_map('agp_etape', $points)) . "</div>\n" : '';
	};
	$html = preg_replace_callback('~<ul\b[^>]*>((?:(?!<ul\b).)*?)</ul>~is', function ($r) use ($frise) {
		$points = preg_split('~</?li\b[^>]*>~i', $r[1]);
		return $frise($points) ?: $r[0];
	}, (string) $html);
	return preg_replace_callback('~<p\b[^>]*>((?:(?!</p>).)*?spip-puce.*?)</p>~is', function ($r) use ($frise) {
		$points = preg_split('~(?:<br\b[^>]*>\s*)?<span class="spip-puce[^>]*>.*?</span>(?:&nbsp;|\x{a0}|\s)*~ius', $r[1]);
		$tete = trim(array_shift($points));
		$suite = $frise($points);
		return $suite ? ($tete ? "<p>$tete</p>" : '') . $suite : $r[0];
	}, $html);
}

/** Initiales d'une personne : Sarah BOUSEKSOU -> SB */
function agp_initiales($nom) {
	$mots = preg_split('/[\s\x{a0}]+/u', trim(html_entity_decode(strip_tags($nom), ENT_QUOTES | ENT_HTML5, 'UTF-8')), -1, PREG_SPLIT_NO_EMPTY);
	$lettres = mb_substr($mots[0] ?? '', 0, 1) . (count($mots) > 1 ? mb_substr(end($mots), 0, 1) : '');
	return mb_strtoupper($lettres);
}

/** Sort d'un texte ses personnes (« <strong>Présidente :</strong> nom, fonction ») : [reste, cartes] */
function agp_contacts($html) {
	$cartes = '';
	$blanc = '(?:&nbsp;|&#160;|\x{a0}|\s)*';
	$reste = preg_replace_callback(
		"~<p\\b[^>]*>\\s*<(strong|b)\\b[^>]*>([^<]{3,90}?)$blanc(:?)$blanc</\\1>$blanc(:?)((?:(?!</p>).)*)</p>(\\s*<p\\b[^>]*>([^<]{2,90})</p>)?~ius",
		function ($r) use (&$cartes) {
			$suivant = $r[6] ?? '';
			if (!($r[3] || $r[4]) || !preg_match('/pr[ée]sid|r[ée]f[ée]rent|anim|charg|contact|responsable|pilote|secr[ée]taire|d[ée]l[ée]gu/iu', $r[2])) {
				return $r[0];
			}
			$lignes = array_values(array_filter(array_map('trim', preg_split('~<br\b[^>]*>~i', $r[5])), 'strlen'));
			if (count($lignes) == 1 && strpos($lignes[0], ', ')) {
				$lignes = explode(', ', $lignes[0], 2);
			}
			if (!$lignes) {
				return $r[0];
			}
			$maison = '';
			if ($suivant && !preg_match('/\p{Ll}/u', html_entity_decode($r[7], ENT_QUOTES | ENT_HTML5, 'UTF-8'))) {
				[$maison, $suivant] = [trim($r[7]), ''];
			}
			$nom = array_shift($lignes);
			$cartes .= '<div class="blk-contact"><span class="blk-contact__rond" aria-hidden="true">' . agp_initiales($nom) . '</span>'
				. '<div class="blk-contact__corps"><span class="blk-contact__qui">' . $nom . '</span> <span class="badge">' . trim($r[2]) . '</span>'
				. ($lignes ? '<div class="blk-contact__poste">' . implode('<br>', $lignes) . '</div>' : '')
				. ($maison ? '<div class="blk-contact__maison">' . $maison . '</div>' : '') . "</div></div>\n";
			return $suivant;
		},
		(string) $html
	);
	return [$reste, $cartes];
}

function agp_bloc_contacts($cartes, $intitule = 'Vos contacts') {
	return $cartes ? "<section class=\"blk-contacts\"><h2 class=\"blk-h2\">$intitule</h2><div class=\"blk-contacts__rang\">\n$cartes</div></section>\n" : '';
}

/** Presentation d'un groupe : onglets, frise, contacts */
function agp_onglets($html) {
	[$avant, $sections] = agp_sections($html);
	[$avant, $cartes] = agp_contacts($avant);
	$boutons = $panneaux = $contacts = '';
	$n = 0;
	foreach ($sections as [$intertitre, $contenu]) {
		[$contenu, $gens] = agp_contacts($contenu);
		if ($gens && !trim(strip_tags($contenu))) {
			$contacts .= agp_bloc_contacts($gens, $intertitre);
			continue;
		}
		$cartes .= $gens;
		$n++;
		$boutons .= '<button type="button" class="blk-onglets__bouton' . ($n == 1 ? ' est-actif' : '') . "\" role=\"tab\" id=\"onglet-$n\" aria-controls=\"panneau-$n\" aria-selected=\"" . ($n == 1 ? 'true' : 'false') . '">' . strip_tags($intertitre) . "</button>\n";
		$panneaux .= '<div class="blk-onglets__panneau' . ($n == 1 ? ' est-actif' : '') . "\" role=\"tabpanel\" id=\"panneau-$n\" aria-labelledby=\"onglet-$n\" tabindex=\"0\">\n" . agp_frise(trim($contenu)) . "\n</div>\n";
	}
	$avant = trim(agp_frise($avant));
	return ($avant ? "<div class=\"blk-prose\">$avant</div>\n" : '')
		. ($boutons ? "<div class=\"blk-onglets\" data-onglets>\n<div class=\"blk-onglets__barre\" role=\"tablist\" aria-label=\"Présentation\">\n$boutons</div>\n$panneaux</div>\n" : '')
		. agp_bloc_contacts($cartes) . $contacts;
}

/** Texte d'une rubrique : plis, frise, contacts a la fin */
function agp_page($html) {
	[$html, $cartes] = agp_contacts($html);
	return '<div class="blk-prose">' . agp_plis(agp_frise($html)) . "</div>\n" . agp_bloc_contacts($cartes);
}
