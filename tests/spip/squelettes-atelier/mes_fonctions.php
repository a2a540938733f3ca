<?php
// Les filtres du site (Atelier Grand Large).

/** La date courte des listes et des encadrés : 03.02.2021. */
function date_pointee($date) {
	return preg_match('/^(\d{4})-(\d\d)-(\d\d)/', (string) $date, $m) ? "$m[3].$m[2].$m[1]" : '';
}

/** La première phrase d'une introduction, pour les cartes. */
function premiere_phrase($html) {
	$t = trim(preg_replace('/\s+/u', ' ', textebrut((string) $html)));
	if (preg_match('/^.{25,190}?[.!?…](?=\s|$)/u', $t, $m)) {
		return $m[0];
	}
	return couper($t, 140);
}

/** Une parole de membre : elle change avec la rubrique. $quoi : 0 la phrase, 1 le nom, 2 la fonction. */
function parole($id_rubrique, $quoi) {
	$paroles = [
		['Nos services ont appris autant qu’ils ont transmis : c’est cela, un partenariat.', 'Hélène Marchetti', 'adjointe au maire, Villebois'],
		['Le groupe nous a évité deux ans de tâtonnements sur l’assainissement.', 'Karim Aït Saïd', 'directeur des relations internationales, Rives-sur-Loire'],
		['On vient pour une réunion, on repart avec trois numéros de téléphone utiles.', 'Solène Guivarc’h', 'conseillère départementale'],
		['Une petite commune a sa place ici, nous en sommes la preuve.', 'Bernard Toussaint', 'maire, Saint-Aubin-le-Vieux'],
		['Les jeunes de nos deux villes s’écrivent toujours, dix ans après.', 'Awa Diarra', 'présidente du comité de jumelage, Montferrand'],
		['Sans le fonds de solidarité, nous n’aurions pas su à qui confier notre aide.', 'Philippe Ancelin', 'vice-président de l’agglomération du Haut-Pays'],
		['La coopération se raconte à ses habitants, sinon elle s’arrête à chaque élection.', 'Inès Roca', 'chargée de mission, région du Levant'],
	];
	return $paroles[intval($id_rubrique) % count($paroles)][$quoi];
}

/** Le texte d'une présentation, coupé à ses intertitres : [[titre, ancre, corps], …] ; le premier peut n'avoir pas de titre. */
function presentation_decoupe($html) {
	$bouts = preg_split('#<h[2-6]\b[^>]*>(.*?)</h[2-6]>#is', (string) $html, -1, PREG_SPLIT_DELIM_CAPTURE);
	$parties = trim($bouts[0]) !== '' ? [['', '', $bouts[0]]] : [];
	include_spip('inc/charsets');
	for ($i = 1; $i < count($bouts); $i += 2) {
		$ancre = trim(preg_replace('/[^a-z0-9]+/', '-', strtolower(translitteration(textebrut($bouts[$i])))), '-');
		$parties[] = [$bouts[$i], 'p' . (($i + 1) / 2) . '-' . couper($ancre, 30, ''), $bouts[$i + 1]];
	}
	return $parties;
}

/** Le menu de gauche : un lien par intertitre. */
function presentation_menu($html) {
	$liens = '';
	foreach (presentation_decoupe($html) as [$titre, $ancre, $corps]) {
		if ($titre) {
			$liens .= '<li class="_i_dj1c7"><a class="_a_nvmwf" href="#' . $ancre . '">' . textebrut($titre) . "</a></li>\n";
		}
	}
	return $liens ? '<ul class="_l_lmseg">' . $liens . '</ul>' : '';
}

/** Les parties l'une sous l'autre, numérotées. */
function presentation_sections($html) {
	$n = 0;
	$sections = '';
	foreach (presentation_decoupe($html) as [$titre, $ancre, $corps]) {
		$tete = $titre ? '<div class="_sd_gd7ew"><span class="_no_9zkkc">' . sprintf('%02d', ++$n) . '</span><h3 class="_t_8ka2q">' . $titre . '</h3></div>' : '';
		$sections .= '<div class="_se_0dx0w"' . ($ancre ? ' id="' . $ancre . '"' : '') . '>' . $tete . '<div class="_r_f9pve">' . presentation_corps($corps) . "</div></div>\n";
	}
	return $sections;
}

/** Dans le corps d'une partie : les dates marquantes en lignes, les responsables en cartes. */
function presentation_corps($html) {
	// les listes de SPIP
	$html = preg_replace_callback('#<ul\b[^>]*>(.*?)</ul>#is', function ($m) {
		preg_match_all('#<li\b[^>]*>(.*?)</li>#is', $m[1], $li);
		return stripos($m[1], '<ul') === false ? presentation_etapes($li[1], $m[0]) : $m[0];
	}, $html);
	// les listes faites de tirets
	$html = preg_replace_callback('#<p>\s*(<span class="spip-puce[^>]*>.*?)</p>#is', function ($m) {
		$lignes = preg_split('#(?:<br[^>]*>\s*)?<span class="spip-puce[^>]*>.*?</span>(?:&nbsp;|\s)*#is', $m[1], -1, PREG_SPLIT_NO_EMPTY);
		return presentation_etapes($lignes, $m[0]);
	}, $html);
	// les responsables : fonction en gras, nom, qualité, puis la collectivité en capitales
	$html = preg_replace_callback('#<p>\s*<strong>([^<]*?)(?:&nbsp;|\s)*:(?:&nbsp;|\s)*</strong>\s*<br[^>]*>(.*?)</p>(?:\s*<p>([^<]*)</p>)?#is', function ($m) {
		$lignes = preg_split('#\s*<br[^>]*>\s*#i', trim($m[2]));
		$suite = $m[3] ?? '';
		$capitales = $suite !== '' && mb_strtoupper($suite) === $suite;
		$carte = '<span class="_t_8ka2q">' . array_shift($lignes) . '</span><span class="_cl_7l19h">' . trim($m[1]) . '</span>';
		foreach ($lignes as $l) {
			$carte .= "<p>$l</p>";
		}
		if ($capitales) {
			$carte .= "<p>$suite</p>";
		}
		return '<div class="_card_1x9fz"><div class="_cb_rkzra">' . $carte . '</div></div>' . ($suite !== '' && !$capitales ? "<p>$suite</p>" : '');
	}, $html);
	return preg_replace('#(?:<div class="_card_1x9fz"><div class="_cb_rkzra">(?:(?!</div>).)*</div></div>\s*)+#s', '<div class="_cs_npokj">$0</div>', $html);
}

/** Une liste dont des lignes portent une année devient une suite d'étapes datées ; sinon elle reste comme elle est. */
function presentation_etapes($lignes, $sinon) {
	$mois = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
	$b = '(?:&nbsp;|\s)+';
	$jour = '\d{1,2}(?:er)?';
	$quand = "/(?:\\b(?:du$b)?$jour(?:$b(?:$mois))?{$b}au$b)?(?:\\b$jour$b)?\\b(?:(?:$mois)$b)?(?:19|20)\\d\\d\\b/iu";
	$dates = 0;
	$etapes = '';
	foreach ($lignes as $l) {
		$l = trim($l);
		$date = '';
		if (preg_match($quand, $l, $m)) {
			$date = '<span class="_d_mki63">' . spip_ucfirst($m[0]) . '</span> ';
			$dates++;
		}
		$etapes .= '<div class="_e_lrigq" role="listitem">' . $date . '<span>' . $l . "</span></div>\n";
	}
	return $dates ? '<div class="_sp_snbj5" role="list">' . $etapes . '</div>' : $sinon;
}
