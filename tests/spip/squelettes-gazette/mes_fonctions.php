<?php

/**
 * Gazette : les filtres du site.
 */

if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** Durée de lecture, à 220 mots la minute. */
function gz_lecture($html) {
	$mots = count(preg_split('/\s+/u', trim(strip_tags((string) $html)), -1, PREG_SPLIT_NO_EMPTY));
	if (!$mots) {
		return '';
	}
	$minutes = max(1, (int) round($mots / 220));
	return $minutes . '&nbsp;minute' . ($minutes > 1 ? 's' : '');
}

/** « 12 articles », « un article », ou rien. */
function gz_combien($n) {
	return $n > 1 ? "$n articles" : ($n ? 'Un article' : '');
}

/** Un identifiant d'ancre à partir d'un intertitre. */
function gz_ancre($titre, &$pris) {
	include_spip('inc/charsets');
	$a = strtolower(translitteration(html_entity_decode(strip_tags($titre), ENT_QUOTES, 'UTF-8')));
	$a = trim(preg_replace('/[^a-z0-9]+/', '-', $a), '-');
	$a = 'p-' . ($a !== '' ? substr($a, 0, 48) : 'partie');
	$base = $a;
	$n = 2;
	while (isset($pris[$a])) {
		$a = $base . '-' . $n++;
	}
	$pris[$a] = true;
	return $a;
}

/** Découpe le corps d'un article : une <section> par intertitre, avec son permalien. */
function gz_parties($html) {
	$bouts = preg_split('#<h([23])\b([^>]*)>(.*?)</h\1>#is', (string) $html, -1, PREG_SPLIT_DELIM_CAPTURE);
	if (count($bouts) < 5) {
		return $html;
	}
	$pris = [];
	$sortie = trim($bouts[0]) === '' ? '' : "<div class=\"corps__tete\">\n" . trim($bouts[0]) . "\n</div>\n";
	for ($i = 1; $i + 3 < count($bouts); $i += 4) {
		[$niveau, $attributs, $inter, $suite] = array_slice($bouts, $i, 4);
		$id = gz_ancre($inter, $pris);
		$sortie .= "<section class=\"corps__partie corps__partie--n$niveau\" id=\"$id\" aria-labelledby=\"$id-h\">\n"
			. "<h$niveau$attributs id=\"$id-h\">" . trim($inter)
			. " <a class=\"corps__ancre\" href=\"#$id\" title=\"Lien permanent vers cette partie\">#</a></h$niveau>\n"
			. trim($suite) . "\n</section>\n";
	}
	return $sortie;
}

/** Les notes de bas de page en liste numérotée. */
function gz_renvois($notes) {
	if (!preg_match_all('#<div id="(nb[^"]*)">(.*?)</div>#is', (string) $notes, $t, PREG_SET_ORDER)) {
		return $notes;
	}
	$li = '';
	foreach ($t as [, $id, $note]) {
		$appel = '#nh' . substr($id, 2);
		$note = preg_replace('#<span class="spip_note_ref">.*?</span>#is', '', $note, 1);
		$retour = " <a class=\"renvois__retour\" href=\"$appel\" aria-label=\"Revenir au texte\">↩</a>";
		$note = trim($note);
		$note = preg_match('#</p>$#i', $note) ? substr($note, 0, -4) . $retour . '</p>' : $note . $retour;
		$li .= "<li class=\"renvois__item\" id=\"$id\">$note</li>\n";
	}
	return "<ol class=\"renvois__liste\">\n$li</ol>";
}

/** La présentation d'un groupe : les dates marquantes en tableau, le bureau en liste de définitions. */
function gz_groupe($html) {
	return gz_bureau(gz_jalons((string) $html));
}

function gz_jalons($html) {
	// listes vraies
	$html = preg_replace_callback('#<ul\b[^>]*>((?:(?!<[uo]l\b).)*?)</ul>#is', function ($m) {
		preg_match_all('#<li\b[^>]*>(.*?)(?=<li\b|</li>|$)#is', $m[1], $li);
		return gz_table_jalons($li[1]) ?: $m[0];
	}, $html);
	// tirets de SPIP, à la ligne
	$puce = '<span class="spip-puce[^"]*">.*?</span>(?:&nbsp;|\s)*';
	return preg_replace_callback("#<p\\b[^>]*>\\s*($puce.*?)</p>#is", function ($m) use ($puce) {
		$lignes = preg_split("#(?:<br\\b[^>]*>\\s*)?$puce#is", $m[1], -1, PREG_SPLIT_NO_EMPTY);
		return gz_table_jalons($lignes) ?: $m[0];
	}, $html);
}

function gz_table_jalons($lignes) {
	$rangs = '';
	$datees = 0;
	foreach ($lignes as $ligne) {
		$an = '';
		if (preg_match('/\b(?:19|20)\d\d\b/', strip_tags($ligne), $a)) {
			$an = $a[0];
			$datees++;
		}
		$rangs .= '<tr class="jalons__rang"><th class="jalons__an" scope="row">' . ($an ?: '·')
			. '</th><td class="jalons__fait">' . trim($ligne) . "</td></tr>\n";
	}
	if ($datees < 2 || $datees * 2 < count($lignes)) {
		return '';
	}
	return "<table class=\"jalons\">\n<thead class=\"jalons__entete\"><tr><th scope=\"col\">Année</th><th scope=\"col\">Événement</th></tr></thead>\n"
		. "<tbody>\n$rangs</tbody>\n</table>\n";
}

function gz_bureau($html) {
	$sortie = '';
	$bureau = '';
	$fermer = function () use (&$sortie, &$bureau) {
		if ($bureau !== '') {
			$sortie .= "<dl class=\"bureau\">\n$bureau</dl>\n";
			$bureau = '';
		}
	};
	foreach (preg_split('#(<p\b[^>]*>.*?</p>)#is', $html, -1, PREG_SPLIT_DELIM_CAPTURE) as $bout) {
		if (trim($bout) === '') {
			$sortie .= $bureau === '' ? $bout : '';
			continue;
		}
		if (preg_match('#^<p\b[^>]*>(.*)</p>$#is', $bout, $m)) {
			$lignes = preg_split('#\s*<br\b[^>]*>\s*#i', trim($m[1]));
			$net = trim(str_replace("\xc2\xa0", ' ', html_entity_decode(strip_tags($m[1]), ENT_QUOTES, 'UTF-8')));
			if (gz_charge($lignes[0])) {
				$classe = 'nom';
				foreach ($lignes as $ligne) {
					if ($c = gz_charge($ligne)) {
						$bureau .= "<dt class=\"bureau__charge\">{$c[0]}</dt>\n";
						$classe = 'nom';
						$ligne = $c[1];
					}
					if (trim($ligne) !== '') {
						$bureau .= "<dd class=\"bureau__$classe\">" . trim($ligne) . "</dd>\n";
						$classe = 'fonction';
					}
				}
				continue;
			}
			if ($bureau !== '' && mb_strlen($net) < 110 && !preg_match('/[.!?…]$/u', $net) && strpos($m[1], 'spip-puce') === false) {
				foreach ($lignes as $ligne) {
					$bureau .= '<dd class="bureau__maison">' . trim($ligne) . "</dd>\n";
				}
				continue;
			}
		}
		$fermer();
		$sortie .= $bout;
	}
	$fermer();
	return $sortie;
}

/** « <strong>Présidente du groupe :</strong> suite » : [charge, suite], ou rien. */
function gz_charge($ligne) {
	if (
		preg_match('#^\s*<(strong|b)\b[^>]*>(.{3,90}?)(?:&nbsp;|\s|\x{a0})*(:?)(?:&nbsp;|\s)*</\1>(?:&nbsp;|\s)*(:?)(?:&nbsp;|\s)*(.*)$#isu', $ligne, $m)
		&& ($m[3] || $m[4])
	) {
		return [trim($m[2]), $m[5]];
	}
	return null;
}
