<?php
/*
 * Filtres du thème « tt ». Atelier Trait d’Union, 2024.
 */
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** La date courte des tableaux : « 27 nov. 2026 » */
function tt_date($date) {
	static $mois = ['', 'janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];
	if (!preg_match('@^(\d{4})-(\d\d)-(\d\d)@', (string) $date, $r) or !intval($r[1])) {
		return '';
	}
	$jour = intval($r[3]);
	return trim(($jour ? ($jour == 1 ? '1er' : $jour) : '') . ' ' . ($mois[intval($r[2])] ?? '') . ' ' . $r[1]);
}

/** Temps de lecture, à 220 mots la minute */
function tt_minutes($html) {
	$mots = count(preg_split('@\s+@u', trim(strip_tags((string) $html)), -1, PREG_SPLIT_NO_EMPTY));
	return $mots ? max(1, (int) round($mots / 220)) . ' min' : '';
}

/** Le texte d'une présentation : l'équipe d'un côté, les chapitres de l'autre */
function tt_decoupe($html) {
	$equipe = [];
	$html = preg_replace_callback(
		'@<p[^>]*>\s*<strong[^>]*>([^<]*)</strong>(\s*:)?\s*<br[^>]*>(.*?)</p>(\s*<p[^>]*>(?!\s*<strong)(.*?)</p>)?@isu',
		function ($m) use (&$equipe) {
			$role = tt_epure($m[1]);
			if (substr($role, -1) !== ':' and trim($m[2]) !== ':') {
				return $m[0];
			}
			$lignes = array_values(array_filter(array_map('trim', preg_split('@<br[^>]*>@i', $m[3])), 'strlen'));
			if (!$lignes) {
				return $m[0];
			}
			$reste = '';
			$maison = '';
			if (!empty($m[4])) {
				$nu = tt_epure($m[5]);
				if (mb_strlen($nu) < 90 and mb_strtoupper($nu) === $nu) {
					$maison = $m[5];
				} else {
					$reste = $m[4];
				}
			}
			$equipe[] = [
				'role' => trim(rtrim($role, ': ')),
				'nom' => array_shift($lignes),
				'postes' => $lignes,
				'maison' => $maison,
			];
			return $reste;
		},
		(string) $html
	);
	$bouts = preg_split('@<h[2-4][^>]*>(.*?)</h[2-4]>@isu', $html, -1, PREG_SPLIT_DELIM_CAPTURE);
	$avant = trim(array_shift($bouts));
	$chapitres = [];
	while ($bouts) {
		$chapitres[] = ['titre' => trim(array_shift($bouts)), 'corps' => trim((string) array_shift($bouts))];
	}
	return [$avant, $chapitres, $equipe];
}

/** Sans balises ni espaces insécables */
function tt_epure($html) {
	$t = html_entity_decode(strip_tags((string) $html), ENT_QUOTES, 'UTF-8');
	return trim(preg_replace('@[\s\x{00a0}]+@u', ' ', $t));
}

function tt_sommaire($html) {
	[, $chapitres, $equipe] = tt_decoupe($html);
	if (!$chapitres) {
		return '';
	}
	$out = '';
	foreach ($chapitres as $n => $c) {
		$out .= sprintf(
			'<li class="tt-toc__item"><a class="tt-toc__link" href="#chapitre-%d"><span class="tt-toc__num">%02d</span> %s</a></li>' . "\n",
			$n + 1, $n + 1, strip_tags($c['titre'])
		);
	}
	if ($equipe) {
		$out .= '<li class="tt-toc__item"><a class="tt-toc__link" href="#equipe">Qui anime le groupe</a></li>' . "\n";
	}
	return '<nav class="tt-toc" aria-label="Sommaire"><p class="tt-toc__title">Sommaire</p><ol class="tt-toc__list">' . "\n" . $out . '</ol></nav>';
}

function tt_chapitres($html) {
	[$avant, $chapitres, $equipe] = tt_decoupe($html);
	$out = $avant ? '<div class="tt-prose tt-guide__open">' . $avant . "</div>\n" : '';
	foreach ($chapitres as $n => $c) {
		$corps = $c['corps'];
		if (preg_match('@marquant|jalon|chronolog|dates|histor|étapes@iu', tt_epure($c['titre']))) {
			$corps = tt_jalons($corps);
		}
		$out .= sprintf(
			'<section class="tt-chapter" id="chapitre-%1$d">' . "\n"
			. '<h2 class="tt-chapter__title"><span class="tt-chapter__num">%1$02d</span> <span class="tt-chapter__name">%2$s</span></h2>' . "\n"
			. '<div class="tt-chapter__in tt-prose">%3$s</div>' . "\n</section>\n",
			$n + 1, $c['titre'], $corps
		);
	}
	if ($equipe) {
		$out .= '<section class="tt-team" id="equipe">' . "\n" . '<h2 class="tt-team__title">Qui anime le groupe</h2>' . "\n" . '<div class="tt-team__grid">' . "\n";
		foreach ($equipe as $e) {
			$out .= '<div class="tt-face"><p class="tt-face__role">' . $e['role'] . '</p><p class="tt-face__name">' . $e['nom'] . '</p>';
			foreach ($e['postes'] as $p) {
				$out .= '<p class="tt-face__post">' . $p . '</p>';
			}
			$out .= ($e['maison'] ? '<p class="tt-face__org">' . $e['maison'] . '</p>' : '') . "</div>\n";
		}
		$out .= "</div>\n</section>\n";
	}
	return $out;
}

/** Les listes d'un chapitre de dates, en tableau à deux colonnes */
function tt_jalons($corps) {
	$corps = preg_replace_callback('@<ul[^>]*>(.*?)</ul>@isu', function ($m) {
		preg_match_all('@<li[^>]*>(.*?)</li>@isu', $m[1], $r);
		return $r[1] ? tt_jalons_table($r[1]) : $m[0];
	}, $corps);
	return preg_replace_callback('@<p[^>]*>((?:(?!</p>).)*?)<span class="spip-puce(.*?)</p>@isu', function ($m) {
		$faits = preg_split('@(?:<br[^>]*>\s*)?<span class="spip-puce[^>]*>.*?</span>(?:&nbsp;|\s)*@isu', '<span class="spip-puce' . $m[2], -1, PREG_SPLIT_NO_EMPTY);
		return (trim($m[1]) ? '<p>' . $m[1] . '</p>' : '') . tt_jalons_table($faits);
	}, $corps);
}

function tt_jalons_table($faits) {
	$mois = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
	$motif = "@(?:\d{1,2}(?:er)?\s+(?:au|et)\s+)?(?:\d{1,2}(?:er)?\s+)?(?:(?:$mois)\s+)?(?:19|20)\d\d@iu";
	$out = '';
	foreach ($faits as $fait) {
		$quand = preg_match($motif, tt_epure($fait), $r) ? $r[0] : '';
		$out .= '<tr class="tt-table__row"><td class="tt-table__when">' . $quand . '</td><td class="tt-table__what">' . trim($fait) . "</td></tr>\n";
	}
	return '<table class="tt-table tt-table--steps"><thead><tr><th scope="col">Date</th><th scope="col">Fait</th></tr></thead><tbody>' . "\n" . $out . '</tbody></table>';
}
