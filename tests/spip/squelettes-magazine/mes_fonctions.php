<?php
/**
 * Atelier Papier Plié - squelettes « magazine » (2021)
 * Filtres de mise en page.
 */
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** Durée de lecture, en minutes (200 mots la minute, jamais moins d'une). */
function mag_minutes($html) {
	$mots = preg_split('/[\s\x{a0}]+/u', trim(strip_tags((string) $html)), -1, PREG_SPLIT_NO_EMPTY);
	return $mots ? max(1, (int) round(count($mots) / 200)) : '';
}

/** Un identifiant d'ancre lisible, tiré d'un intertitre. */
function mag_ancre($titre, $rang) {
	include_spip('inc/charsets');
	$s = strtolower(translitteration(html_entity_decode(strip_tags($titre), ENT_QUOTES, 'UTF-8')));
	$s = trim(preg_replace('/[^a-z0-9]+/', '-', $s), '-');
	return 'volet-' . $rang . ($s ? '-' . substr($s, 0, 24) : '');
}

/** La date citée dans une phrase, pour la colonne de gauche de la frise. */
function mag_date_citee($phrase) {
	$mois = 'janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre';
	$p = str_replace('&nbsp;', ' ', strip_tags($phrase));
	foreach ([
		"/\b\d{1,2}(?:er)?\s+(?:au|et)\s+\d{1,2}(?:er)?\s+(?:$mois)\s+(?:19|20)\d\d\b/iu",
		"/\b\d{1,2}(?:er)?\s+(?:$mois)\s+(?:19|20)\d\d\b/iu",
		"/\b(?:$mois)\s+(?:19|20)\d\d\b/iu",
		"/\b(?:19|20)\d\d\b/u",
	] as $motif) {
		if (preg_match($motif, $p, $r)) {
			return $r[0];
		}
	}
	return '';
}

/** Une liste dont deux lignes au moins sont datées devient une grille : date à gauche, fait à droite. */
function mag_grille($lignes, $sinon) {
	$dates = array_map('mag_date_citee', $lignes);
	if (count(array_filter($dates)) < 2) {
		return $sinon;
	}
	$r = '<div class="c-chrono">';
	foreach ($lignes as $i => $ligne) {
		$r .= "\n\t" . '<div class="c-chrono__left' . ($dates[$i] ? '' : ' is-blank') . '" aria-hidden="true">' . $dates[$i] . '</div>'
			. '<div class="c-chrono__right">' . trim($ligne) . '</div>';
	}
	return $r . "\n</div>";
}

function mag_jalons($html) {
	$html = preg_replace_callback('~<ul\b[^>]*>(.*?)</ul>~s', function ($m) {
		if (stripos($m[1], '<ul') !== false or !preg_match_all('~<li[^>]*>(.*?)</li>~s', $m[1], $r)) {
			return $m[0];
		}
		return mag_grille($r[1], $m[0]);
	}, (string) $html);
	// les tirets de SPIP : un paragraphe, une puce par ligne
	return preg_replace_callback('~<p>\s*(<span class="spip-puce.*?)</p>~s', function ($m) {
		$lignes = preg_split('~(?:<br[^>]*>\s*)?<span class="spip-puce[^>]*>.*?</span>(?:&nbsp;|\s)*~s', $m[1], -1, PREG_SPLIT_NO_EMPTY);
		return mag_grille($lignes, $m[0]);
	}, $html);
}

/** Les responsables (« Président du groupe-pays : » en gras, puis nom et fonction) en liste de définitions. */
function mag_bureau($html) {
	$html = preg_replace_callback(
		'~<p>\s*<strong[^>]*>((?:(?!</strong>).)+)</strong>\s*:?\s*<br[^>]*>(.*?)</p>(\s*<p>((?:(?!</p>|<br|<strong|<a\b).){2,120})</p>)?~s',
		function ($m) {
			$poste = trim(preg_replace('~(?:&nbsp;|\s)*:\s*$~', '', trim($m[1])));
			$r = '<dl class="c-team">' . "\n\t" . '<dt class="c-team__post">' . $poste . '</dt>';
			foreach (preg_split('~\s*<br[^>]*>\s*~', trim($m[2]), -1, PREG_SPLIT_NO_EMPTY) as $i => $l) {
				$r .= "\n\t" . '<dd class="c-team__' . ($i ? 'as' : 'who') . '">' . $l . '</dd>';
			}
			$suite = '';
			if (!empty($m[4])) {
				$brut = html_entity_decode($m[4], ENT_QUOTES, 'UTF-8');
				if (mb_strtoupper($brut, 'UTF-8') === $brut) {
					$r .= "\n\t" . '<dd class="c-team__from">' . trim($m[4]) . '</dd>';
				} else {
					$suite = $m[3];
				}
			}
			return $r . "\n</dl>" . $suite;
		},
		(string) $html
	);
	return preg_replace('~\n</dl>\s*<dl class="c-team">~', '', $html);
}

/** Texte d'un groupe : un volet par intertitre. Rend [ [titre, ancre, html], ... ] */
function mag_volets($html) {
	$html = mag_bureau(mag_jalons($html));
	$bureau = '';
	$html = preg_replace_callback('~<dl class="c-team">.*?</dl>~s', function ($m) use (&$bureau) {
		$bureau .= $m[0];
		return '';
	}, $html);
	$volets = [];
	$bouts = preg_split('~<h2\b[^>]*>(.*?)</h2>~s', $html, -1, PREG_SPLIT_DELIM_CAPTURE);
	if (trim($bouts[0]) !== '') {
		$volets[] = ['', 'volet-0', trim($bouts[0])];
	}
	for ($i = 1, $n = 1; $i < count($bouts); $i += 2, $n++) {
		$volets[] = [$bouts[$i], mag_ancre($bouts[$i], $n), trim($bouts[$i + 1])];
	}
	if ($bureau) {
		$volets[] = ['Qui anime le groupe', 'volet-bureau', preg_replace('~\n</dl>\s*<dl class="c-team">~', '', $bureau)];
	}
	return $volets;
}

function mag_onglets($html) {
	$r = '';
	foreach (mag_volets($html) as [$titre, $ancre, $corps]) {
		if ($titre !== '') {
			$r .= "\n\t\t" . '<li class="c-tabs__item"><a class="c-tabs__tab' . ($r ? '' : ' is-active') . '" href="#' . $ancre . '">' . $titre . '</a></li>';
		}
	}
	return $r;
}

function mag_panneaux($html) {
	$r = '';
	foreach (mag_volets($html) as [$titre, $ancre, $corps]) {
		$r .= "\n" . '<section class="c-pane' . ($titre === '' ? ' is-opening' : '') . '" id="' . $ancre . '">'
			. ($titre === '' ? '' : "\n\t" . '<h2 class="c-pane__head">' . $titre . '</h2>')
			. "\n\t" . '<div class="c-pane__in">' . $corps . '</div>' . "\n</section>";
	}
	return $r;
}
