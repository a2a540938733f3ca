<?php
/**
 * Registre — filtres du jeu de gabarits
 */
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** Durée de lecture, en minutes, à raison de 200 mots par minute. */
function registre_duree($html) {
	$mots = preg_split('/\s+/u', trim(strip_tags((string) $html)), -1, PREG_SPLIT_NO_EMPTY);
	return max(1, (int) round(count($mots) / 200));
}

/** 1258291 => « 1,2 Mo » ; rien si la taille n'est pas connue. */
function registre_poids($octets) {
	$octets = (int) $octets;
	if ($octets <= 0) {
		return '';
	}
	foreach ([1048576 => 'Mo', 1024 => 'Ko'] as $pas => $unite) {
		if ($octets >= $pas) {
			return str_replace('.', ',', (string) round($octets / $pas, 1)) . ' ' . $unite;
		}
	}
	return $octets . ' octets';
}

/** L'ancre d'un intertitre. */
function registre_ancre($titre, $rang) {
	include_spip('inc/charsets');
	$s = html_entity_decode(strip_tags($titre), ENT_QUOTES, 'UTF-8');
	$s = strtolower(translitteration($s));
	$s = trim(preg_replace('/[^a-z0-9]+/', '-', $s), '-');
	return 'partie-' . $rang . ($s ? '-' . substr($s, 0, 40) : '');
}

/**
 * Met le texte courant aux formes de la charte : intertitres d'un niveau plus bas et ancrés,
 * tableaux qui défilent, citations en mise en avant.
 */
function registre_prose($html) {
	if (!strlen(trim((string) $html))) {
		return '';
	}
	// d'abord les h3 venus du texte, pour ne pas les confondre avec ceux que l'on va faire
	$html = preg_replace(',<(/?)h4\b,i', '<$1h5', $html);
	$html = preg_replace(',<(/?)h3\b,i', '<$1h4', $html);
	$n = 0;
	$html = preg_replace_callback(',<h2\b[^>]*>(.*)</h2>,Uims', function ($m) use (&$n) {
		$n++;
		return '<h3 class="spip ds-h4" id="' . registre_ancre($m[1], $n) . '">' . $m[1] . '</h3>';
	}, $html);
	$html = preg_replace(
		',<table\b.*</table>,Uims',
		'<div class="ds-table ds-table--bordered"><div class="ds-table__wrapper"><div class="ds-table__container">$0</div></div></div>',
		$html
	);
	$picto = '<svg class="ds-callout__picto" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M4.6 17.3C3.6 16.2 3 15 3 13c0-3.5 2.5-6.600 6-8.200l.9 1.400c-3.300 1.800-4 4.100-4.200 5.600.5-.3 1.200-.4 1.900-.3a3.5 3.5 0 1 1-3 5.800zm10 0C13.600 16.200 13 15 13 13c0-3.5 2.5-6.600 6-8.200l.9 1.400c-3.300 1.800-4 4.100-4.200 5.600.5-.3 1.200-.4 1.900-.3a3.5 3.5 0 1 1-3 5.800z"/></svg>';
	$html = preg_replace(
		',<blockquote\b.*</blockquote>,Uims',
		'<div class="ds-callout ds-callout--blue">' . $picto . '$0</div>',
		$html
	);
	return $html;
}

/** L'encadré « Sommaire », d'après les h3 posés par registre_prose. */
function registre_sommaire($html) {
	if (!preg_match_all(',<h3\b[^>]*id="([^"]+)"[^>]*>(.*)</h3>,Uims', (string) $html, $r, PREG_SET_ORDER)) {
		return '';
	}
	$li = '';
	foreach ($r as $h) {
		$li .= '<li><a class="ds-summary__link" href="#' . $h[1] . '">' . trim(strip_tags($h[2])) . "</a></li>\n";
	}
	return "<ol class=\"ds-summary__list\">\n" . $li . '</ol>';
}

/** Une flèche de retour au bout de chaque note de bas de page. */
function registre_renvois($html) {
	return preg_replace_callback(
		',(<div id="nb([^"]+)">.*)(</p>\s*</div>),Uims',
		function ($m) {
			return $m[1] . ' <a class="ds-footrefs__back" href="#nh' . $m[2] . '" title="Revenir au passage">↩<span class="ds-sr-only"> Retour à l’appel de note</span></a>' . $m[3];
		},
		(string) $html
	);
}

/* ------------------------------------------------------------------ *
 * La présentation d'un groupe
 * ------------------------------------------------------------------ */

/** Les lignes d'une liste, qu'elle soit faite de tirets ou de puces. */
function registre_lignes($html) {
	if (preg_match_all(',<li\b[^>]*>(.*)</li>,Uims', $html, $r)) {
		return $r[1];
	}
	$lignes = preg_split(',(?:<br[^>]*>\s*)?<span class="spip-puce[^"]*"><b>–</b></span>(?:&nbsp;|\s)*,i', $html);
	array_shift($lignes);
	return $lignes;
}

/** Les faits marquants : deux colonnes, la date et le fait. */
function registre_reperes($html) {
	$mois = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
	$jour = '\d{1,2}(?:er)?';
	$motif = "/\\b(?:(?:$jour\s+(?:au|et)\s+)?$jour\s+)?(?:(?:$mois)\s+)?(?:19|20)\d\d\\b/iu";
	return preg_replace_callback(
		',<ul\b[^>]*>.*</ul>|<p>\s*<span class="spip-puce.*</p>,Uims',
		function ($m) use ($motif) {
			$tr = '';
			$corps = preg_replace(',^<p>|</p>$,i', '', trim($m[0]));
			foreach (registre_lignes($corps) as $ligne) {
				$ligne = trim($ligne);
				if ($ligne === '') {
					continue;
				}
				$date = preg_match($motif, str_replace('&nbsp;', ' ', strip_tags($ligne)), $d) ? $d[0] : '';
				$tr .= "<tr><td class=\"ds-nowrap\">$date</td><td>$ligne</td></tr>\n";
			}
			if (!$tr) {
				return $m[0];
			}
			return '<div class="ds-table ds-table--no-caption"><div class="ds-table__wrapper"><table>'
				. '<caption>Repères</caption>'
				. '<thead><tr><th scope="col">Date</th><th scope="col">Fait</th></tr></thead>'
				. "<tbody>\n$tr</tbody></table></div></div>";
		},
		$html
	);
}

/** Les responsables : [ texte sans eux, liste de définitions ]. */
function registre_roles($html) {
	$dl = '';
	$html = preg_replace_callback(
		// un paragraphe qui commence par un libellé gras fini par « : », puis au besoin celui de la collectivité, en capitales
		',<p>\s*<strong>([^<:]+?)(?:&nbsp;|\s)*:\s*</strong>\s*(?:<br[^>]*>)?(.*?)</p>(?:\s*<p>([^<\p{Ll}]+)</p>)?,us',
		function ($m) use (&$dl) {
			$parts = array_map('trim', preg_split(',<br[^>]*>,i', trim($m[2])));
			$nom = array_shift($parts);
			$libelle = preg_replace(',(&nbsp;|\s)+$,u', '', $m[1]);
			$dl .= "<dt class=\"ds-contact-list__role\">$libelle</dt>\n"
				. "<dd class=\"ds-contact-list__who\"><strong>$nom</strong>"
				. ($parts ? '<br>' . implode('<br>', $parts) : '') . '</dd>' . "\n"
				. (!empty($m[3]) ? '<dd class="ds-contact-list__org">' . trim($m[3]) . "</dd>\n" : '');
			return '';
		},
		$html
	);
	return [$html, $dl ? "<dl class=\"ds-contact-list\">\n$dl</dl>" : ''];
}

/** Le texte d'un groupe en accordéon, suivi des interlocuteurs. */
function registre_groupe($html) {
	if (!strlen(trim((string) $html))) {
		return '';
	}
	[$html, $roles] = registre_roles($html);
	$bouts = preg_split(',<h2\b[^>]*>(.*)</h2>,Uims', $html, -1, PREG_SPLIT_DELIM_CAPTURE);
	$debut = trim(array_shift($bouts));
	$out = $debut ? '<div class="ds-prose ds-mb-4w">' . registre_prose($debut) . "</div>\n" : '';
	if ($bouts) {
		$out .= "<div class=\"ds-accordions-group\" data-ds-group=\"true\">\n";
		foreach (array_chunk($bouts, 2) as $i => [$titre, $corps]) {
			$id = 'accordeon-' . ($i + 1);
			$corps = trim($corps);
			if (preg_match('/marquant|rep[eè]re|dates?\b/iu', $titre)) {
				$corps = registre_reperes($corps);
			} else {
				$corps = registre_prose($corps);
			}
			$out .= "<section class=\"ds-accordion\">\n"
				. '<h3 class="ds-accordion__head"><button type="button" class="ds-accordion__btn" aria-expanded="' . ($i ? 'false' : 'true') . "\" aria-controls=\"$id\">" . trim($titre) . "</button></h3>\n"
				. "<div class=\"ds-collapse" . ($i ? '' : ' ds-collapse--expanded') . "\" id=\"$id\">\n$corps\n</div>\n</section>\n";
		}
		$out .= "</div>\n";
	}
	if ($roles) {
		$out .= "<div class=\"ds-card-plain ds-mt-4w\">\n<h2 class=\"ds-h5\">Vos interlocuteurs</h2>\n$roles\n</div>\n";
	}
	return $out;
}
