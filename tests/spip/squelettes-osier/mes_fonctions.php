<?php
/* Filtres du site - export Webflow adapté à SPIP */
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** Nature d'une rubrique d'après son numéro */
function osier_type($id) {
	$id = intval($id);
	if ($id === 2 || $id === 160) {
		return 'fil';
	}
	if (in_array($id, [226, 293, 295, 299, 303])) {
		return 'theme';
	}
	if ($id >= 167 && $id <= 250 && $id !== 228) {
		return 'pays';
	}
	return 'autre';
}

/** Temps de lecture */
function osier_lecture($texte) {
	$n = count(preg_split('/\s+/u', trim(strip_tags((string) $texte)), -1, PREG_SPLIT_NO_EMPTY));
	return max(1, (int) ceil($n / 180));
}

/** Poids d'un fichier : 1,9 Ko */
function osier_poids($octets) {
	$o = intval($octets);
	if ($o <= 0) {
		return '';
	}
	if ($o < 1024) {
		return $o . ' o';
	}
	if ($o < 1024 * 1024) {
		return str_replace('.', ',', (string) round($o / 1024, 1)) . ' Ko';
	}
	return str_replace('.', ',', (string) round($o / 1048576, 1)) . ' Mo';
}

/** Nom de fichier sans le chemin */
function osier_fichier($f) {
	return basename((string) $f);
}

/** Chapô : chaque paragraphe reçoit la classe du style guide */
function osier_large($texte) {
	$texte = trim((string) $texte);
	if ($texte === '') {
		return '';
	}
	if (stripos($texte, '<p') === false) {
		return '<p class="paragraph-large">' . $texte . '</p>';
	}
	return preg_replace('#<p(?: class="[^"]*")?>#', '<p class="paragraph-large">', $texte);
}

/** Icône d'un document selon l'extension */
function osier_icone($ext) {
	$ext = strtolower((string) $ext);
	if (in_array($ext, ['jpg', 'jpeg', 'png', 'gif', 'webp', 'svg'])) {
		return 'icon-image.svg';
	}
	if (in_array($ext, ['mp3', 'ogg', 'wav', 'mp4', 'webm', 'avi'])) {
		return 'icon-media.svg';
	}
	return 'icon-file.svg';
}

/** Les mots d'un texte, pour vérifier qu'une mise en forme n'en perd aucun */
function osier_mots($html) {
	$t = html_entity_decode(preg_replace('#<[^>]*>#', ' ', (string) $html), ENT_QUOTES, 'UTF-8');
	return trim(preg_replace('#[^\p{L}\p{N}@]+#u', ' ', $t));
}

function osier_riche($html) {
	return trim($html) === '' ? '' : '<div class="rich-text w-richtext">' . trim($html) . "</div>\n";
}

/** Texte d'un groupe : accordéons, frise, cartes d'équipe */
function osier_presentation($html) {
	$html = (string) $html;
	if (trim($html) === '') {
		return '';
	}
	$sortie = osier_composer($html);
	return osier_mots($sortie) === osier_mots($html) ? $sortie : osier_riche($html);
}

function osier_composer($html) {
	static $numero = 0;
	$niveau = preg_match('#<h2\b#', $html) ? 2 : 3;
	$parts = preg_split('#(<h' . $niveau . '\b[^>]*>.*?</h' . $niveau . '>)#s', $html, -1, PREG_SPLIT_DELIM_CAPTURE);
	$sortie = '';
	$ouvert = false;
	foreach ($parts as $i => $part) {
		if ($i % 2 === 1) {
			continue;
		}
		$titre = $i ? trim(preg_replace('#^<h\d\b[^>]*>|</h\d>$#', '', $parts[$i - 1])) : '';
		$blocs = osier_equipe($part);
		if ($i) {
			$frise = preg_match('#marquant|dates? cl|rep[eè]re|historique|chronologie|[ée]tapes#iu', $titre);
			$corps = '';
			while ($blocs && is_string($blocs[0])) {
				$b = array_shift($blocs);
				$corps .= $frise ? osier_frise($b) : osier_riche($b);
			}
			if (!$ouvert) {
				$sortie .= "<div class=\"accordions-wrapper\">\n";
				$ouvert = true;
			}
			$n = $numero++;
			$sortie .= "<div data-hover=\"false\" data-delay=\"0\" class=\"accordion-item-wrapper w-dropdown\">\n"
				. "<div id=\"w-dropdown-toggle-$n\" role=\"button\" tabindex=\"0\" aria-controls=\"w-dropdown-list-$n\" aria-expanded=\"false\" class=\"accordion-item-trigger w-dropdown-toggle\">"
				. "<div class=\"accordion-item-title heading-h4-size\">$titre</div>"
				. "<div aria-hidden=\"true\" class=\"accordion-btn-wrapper\"><div class=\"accordion-btn-line vertical\"></div><div class=\"accordion-btn-line horizontal\"></div></div></div>\n"
				. "<div id=\"w-dropdown-list-$n\" style=\"height:0px\" class=\"accordion-content\">\n<div class=\"accordion-spacer\"></div>\n"
				. $corps . "</div>\n</div>\n";
		}
		foreach ($blocs as $b) {
			if ($ouvert) {
				$sortie .= "</div>\n";
				$ouvert = false;
			}
			$sortie .= is_string($b) ? osier_riche($b) : osier_cartes($b);
		}
	}
	return $sortie . ($ouvert ? "</div>\n" : '');
}

/** Sépare les personnes du reste : liste de textes (chaînes) et de groupes de cartes (tableaux) */
function osier_equipe($html) {
	$blocs = [];
	$tampon = '';
	$cartes = [];
	foreach (preg_split('#(<p\b[^>]*>.*?</p>)#s', $html, -1, PREG_SPLIT_DELIM_CAPTURE) as $i => $m) {
		if ($i % 2 === 0) {
			if (trim($m) !== '' && $cartes) {
				$blocs[] = $cartes;
				$cartes = [];
			}
			$tampon .= $m;
			continue;
		}
		$dedans = preg_replace('#^<p\b[^>]*>|</p>$#', '', $m);
		$plat = true;
		foreach (['div', 'blockquote', 'table', 'ul', 'ol', 'figure'] as $b) {
			$plat = $plat && preg_match_all("#<$b\\b#", $tampon) === preg_match_all("#</$b>#", $tampon);
		}
		if ($plat && preg_match('#^\s*<strong>(.*?)</strong>((?:\s|&nbsp;)*:)?\s*(?:<br[^>]*>\s*(.*))?$#s', $dedans, $r)
			&& (preg_match('#:\s*$#', $r[1]) || !empty($r[2]))) {
			if (trim($tampon) !== '') {
				$blocs[] = $tampon;
			}
			$tampon = '';
			$cartes[] = ['label' => trim($r[1] . ($r[2] ?? '')), 'lignes' => osier_lignes($r[3] ?? '')];
			continue;
		}
		if ($cartes) {
			$mots = trim(strip_tags($dedans));
			if (mb_strlen($mots) <= 90 && !preg_match('#<strong|<img|[.!?…]$#u', rtrim($dedans))) {
				$cartes[count($cartes) - 1]['lignes'] = array_merge($cartes[count($cartes) - 1]['lignes'], osier_lignes($dedans));
				continue;
			}
			$blocs[] = $cartes;
			$cartes = [];
		}
		$tampon .= $m;
	}
	if ($cartes) {
		$blocs[] = $cartes;
	}
	if (trim($tampon) !== '') {
		$blocs[] = $tampon;
	}
	return $blocs;
}

function osier_lignes($html) {
	return array_values(array_filter(array_map('trim', preg_split('#<br[^>]*>#', $html)), 'strlen'));
}

function osier_cartes($cartes) {
	$s = "<div class=\"w-layout-grid grid-2-columns team-grid\">\n";
	foreach ($cartes as $c) {
		$s .= "<div class=\"card team-member-card\">\n<div class=\"badge-secondary small\">" . $c['label'] . "</div>\n<div class=\"team-member-content\">\n";
		foreach ($c['lignes'] as $i => $l) {
			$s .= $i === 0
				? "<div class=\"team-member-name heading-h4-size\">$l</div>\n"
				: ($i === 1
					? "<div class=\"team-member-position text-200 medium\">$l</div>\n"
					: "<div class=\"text-200 color-neutral-600\">$l</div>\n");
		}
		$s .= "</div>\n</div>\n";
	}
	return $s . "</div>\n";
}

/** Frise : chaque entrée de liste devient une étape */
function osier_frise($html) {
	$s = '';
	$motif = '#(<ul\b[^>]*>(?:(?!<ul).)*?</ul>|<p\b[^>]*>\s*<span class="spip-puce.*?</p>)#s';
	foreach (preg_split($motif, $html, -1, PREG_SPLIT_DELIM_CAPTURE) as $i => $m) {
		if ($i % 2 === 0) {
			$s .= osier_riche($m);
			continue;
		}
		if (strpos($m, '<ul') === 0) {
			preg_match_all('#<li\b[^>]*>(.*?)</li>#s', $m, $r);
			$items = $r[1];
		} else {
			$m = preg_replace('#^<p\b[^>]*>|</p>$#', '', $m);
			$items = preg_split('#(?:<br[^>]*>\s*)?<span class="spip-puce[^>]*>.*?</span>(?:\s|&nbsp;)*#s', $m, -1, PREG_SPLIT_NO_EMPTY);
		}
		$s .= "<div class=\"timeline-wrapper\">\n";
		foreach ($items as $t) {
			if (trim($t) !== '') {
				$s .= osier_etape(trim($t));
			}
		}
		$s .= "</div>\n";
	}
	return $s;
}

function osier_etape($t) {
	$mois = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
	$date = '(?:(?:du|le|les|en|depuis)\s)?(?:\d{1,2}(?:er)?(?:\s(?:au|et|-)\s\d{1,2})?\s)?(?:(?:' . $mois . ')\s)?(?:19|20)\d{2}';
	$gauche = '';
	if (preg_match('#^(' . $date . ')(?:\s|&nbsp;)*(?:[:–—-]|,)(?:\s|&nbsp;)*(.+)$#isu', $t, $r)) {
		$gauche = '<div class="timeline-date text-200 bold">' . $r[1] . '</div>';
		$t = $r[2];
	} else {
		$t = preg_replace('#(?<![\p{L}\p{N}])(' . $date . ')(?!\d)(?![^<]*>)#isu', '<span class="timeline-date bold">$1</span>', $t, 1);
	}
	return "<div class=\"timeline-item\"><div class=\"timeline-left\">$gauche</div><div class=\"timeline-center\"><div class=\"timeline-circle\"></div></div>"
		. "<div class=\"timeline-right\"><p class=\"timeline-text mg-bottom-0\">$t</p></div></div>\n";
}
