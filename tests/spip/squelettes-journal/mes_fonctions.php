<?php
// Filtres du journal
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

// Les éléments dans lesquels un paragraphe n'est pas un paragraphe du fil du texte
define('_JOURNAL_BLOCS', 'blockquote|ul|ol|dl|table|div|figure|aside|section|form');

/**
 * Les paragraphes au premier niveau du texte : array(array(début, après <p…>, avant </p>, fin), …)
 */
function journal_paragraphes($html) {
	$paragraphes = [];
	$profondeur = 0;
	$ouvert = null;
	preg_match_all(',<(/?)(p|' . _JOURNAL_BLOCS . ')\b[^>]*>,i', $html, $balises, PREG_SET_ORDER | PREG_OFFSET_CAPTURE);
	foreach ($balises as $b) {
		$fin = $b[0][1] + strlen($b[0][0]);
		$fermante = $b[1][0] === '/';
		if (strtolower($b[2][0]) !== 'p') {
			$profondeur = max(0, $profondeur + ($fermante ? -1 : 1));
		} elseif ($profondeur === 0) {
			if (!$fermante) {
				$ouvert = [$b[0][1], $fin];
			} elseif ($ouvert) {
				$paragraphes[] = [$ouvert[0], $ouvert[1], $b[0][1], $fin];
				$ouvert = null;
			}
		}
	}
	return $paragraphes;
}

/** Un seul niveau d'intertitres dans la colonne : des h2 */
function intertitres($html) {
	return preg_replace(',<(/?)h[34]\b,i', '<$1h2', $html ?? '');
}

/** Les citations, en exergue */
function citations($html) {
	$html = preg_replace(
		',<blockquote\b,i',
		'<figure class="pullquote not-prose my-8"><svg class="w-8 h-8 text-red-700" viewBox="0 0 32 32" fill="currentColor" aria-hidden="true"><path d="M4 20c0-8 4-13 10-14l1 3c-4 1-6 4-6 7h5v10H4zM18 20c0-8 4-13 10-14l1 3c-4 1-6 4-6 7h5v10H18z"/></svg><blockquote',
		$html ?? ''
	);
	return preg_replace(',</blockquote>,i', '</blockquote></figure>', $html);
}

/** Lettrine : la première lettre du premier paragraphe */
function lettrine($html) {
	$p = journal_paragraphes($html ?? '');
	if (!$p) {
		return $html;
	}
	[$debut, $dedans] = $p[0];
	return substr($html, 0, $dedans)
		. preg_replace(',^(\s*(?:<(?:strong|b|em|i|a|span)\b[^>]*>\s*)*)(\p{L}),u', '$1<span class="dropcap">$2</span>', substr($html, $dedans), 1);
}

/** L'encart « À lire aussi », après le deuxième paragraphe d'un texte qui en a quatre ou plus */
function encart($html, $encart = '') {
	$p = journal_paragraphes($html ?? '');
	if (count($p) < 4 or !trim($encart)) {
		return $html;
	}
	return substr($html, 0, $p[1][3]) . "\n" . trim($encart) . "\n" . substr($html, $p[1][3]);
}

/** Le chapeau en grand corps */
function chapeau_large($html) {
	return preg_replace(',<p(?=[\s>])(?![^>]*class=),i', '<p class="text-xl md:text-2xl leading-relaxed font-serif"', $html ?? '');
}

/** L'introduction sur une seule ligne */
function accroche($texte) {
	return trim(preg_replace(',\s+,u', ' ', textebrut($texte ?? '')));
}

/** 340 Ko, 1,2 Mo */
function poids($octets) {
	$octets = intval($octets);
	if (!$octets) {
		return '';
	}
	if ($octets < 1024) {
		return $octets . '&nbsp;o';
	}
	if ($octets < 1048576) {
		return round($octets / 1024) . '&nbsp;Ko';
	}
	return str_replace('.', ',', round($octets / 1048576, 1)) . '&nbsp;Mo';
}

/** 00h00 */
function heure_presse($date) {
	return substr($date, 11, 2) . 'h' . substr($date, 14, 2);
}

/** A, B et C */
function liaison($rang, $total) {
	return $rang <= 1 ? '' : ($rang == $total ? ' et ' : ', ');
}

/* ---- Présentation d'un groupe ---- */

/** Les sections de la présentation : identifiants des intertitres */
function ancres($html) {
	$deja = [];
	return preg_replace_callback(',<h2\b[^>]*>(.*?)</h2>,is', function ($m) use (&$deja) {
		$id = trim(preg_replace(',[^a-z0-9]+,', '-', strtolower(translitteration(textebrut($m[1])))), '-');
		$id = $id ?: 'section';
		if (isset($deja[$id])) {
			$id .= '-' . (++$deja[$id]);
		} else {
			$deja[$id] = 1;
		}
		return '<h2 id="' . $id . '">' . trim($m[1]) . '</h2>';
	}, $html ?? '');
}

/** Le sommaire « Dans cette page » */
function dans_cette_page($html) {
	if (preg_match_all(',<h2 id="([^"]+)"[^>]*>(.*?)</h2>,is', $html ?? '', $m, PREG_SET_ORDER) < 2) {
		return '';
	}
	$liens = '';
	foreach ($m as $h) {
		$liens .= '<li><a class="hover:underline" href="#' . $h[1] . '">' . supprimer_tags($h[2]) . '</a></li>';
	}
	return '<ul class="onpage__list border-l-4 border-red-700 pl-4 leading-loose">' . $liens . '</ul>';
}

/**
 * Les personnes, en tableau : <p><strong>Rôle :</strong><br>Nom<br>Titre</p><p>Organisme</p>
 */
function personnes($html) {
	$br = '<br\b[^>]*>';
	$une = '<p[^>]*>\s*(?:<strong\b[^>]*>|<b>)(?:(?!</p>|' . $br . ').)*?(?:</strong>|</b>)[\s:]*(?:&nbsp;:)?\s*' . $br . '(?:(?!</p>).)+</p>'
		. '(?:\s*<p[^>]*>(?:(?!</p>|<br\b|<strong|<b>|<a\b|[.;:]\s*</p>).){2,80}</p>)?';
	return preg_replace_callback("~(?:\s*$une)+~isu", function ($m) use ($une, $br) {
		preg_match_all("~$une~isu", $m[0], $fiches);
		$rangs = '';
		foreach ($fiches[0] as $fiche) {
			preg_match_all(',<p[^>]*>(.*?)</p>,is', $fiche, $p);
			$lignes = array_values(array_filter(array_map('trim', preg_split(",$br,i", $p[1][0])), 'strlen'));
			$role = preg_replace(',(\s|&nbsp;|:)+$,u', '', trim(strip_tags(array_shift($lignes))));
			$nom = array_shift($lignes);
			$rangs .= '<tr class="border-b border-stone-300"><td class="py-3 pr-6 align-top text-stone-600">' . $role . '</td>'
				. '<td class="py-3 pr-6 align-top"><span class="font-semibold">' . $nom . '</span>'
				. ($lignes ? "\n" . '<span class="block text-sm text-stone-500">' . join('<br>', $lignes) . '</span>' : '') . '</td>'
				. '<td class="py-3 align-top">' . trim($p[1][1] ?? '') . '</td></tr>' . "\n";
		}
		return "\n" . '<div class="not-prose overflow-x-auto my-8"><table class="people w-full text-left text-base">'
			. '<thead><tr class="border-b-2 border-stone-900 text-xs uppercase text-stone-500"><th class="py-2 pr-6" scope="col">Fonction</th><th class="py-2 pr-6" scope="col">Nom</th><th class="py-2" scope="col">Organisme</th></tr></thead>'
			. "<tbody>\n$rangs</tbody></table></div>\n";
	}, $html ?? '');
}

/** Sépare la date en toutes lettres du fait qu'elle date */
function journal_jalon($fait) {
	$mois = '(?:janvier|f(?:é|&eacute;)vrier|mars|avril|mai|juin|juillet|ao(?:û|&ucirc;)t|septembre|octobre|novembre|d(?:é|&eacute;)cembre)';
	$jour = '(?:1er|1<sup[^>]*>er</sup>|\d{1,2})';
	$e = '(?:\s|&nbsp;)+';
	$date = "(?:(?:du$e$jour(?:$e$mois)?(?:$e(?:19|20)\d\d)?{$e}au|les?(?:{$e}$jour,?)*(?:{$e}et)?)$e)?(?:$jour$e)?(?:en$e|depuis$e|d[èe]s$e)?(?:$mois$e)(?:19|20)\d\d"
		. "|(?:en|depuis|d[èe]s)$e(?:19|20)\d\d(?:{$e}(?:et|à){$e}(?:19|20)\d\d)?|de$e(?:19|20)\d\d{$e}à$e(?:19|20)\d\d|(?:19|20)\d\d";
	$fait = trim(preg_replace(',(\s|&nbsp;|;)+$,u', '', $fait));
	if (!preg_match("~(?<![\w/])(?:$date)(?![\w/])~iu", strip_tags($fait) === $fait ? $fait : '', $m, PREG_OFFSET_CAPTURE)) {
		return ['—', $fait];
	}
	$avant = rtrim(substr($fait, 0, $m[0][1]));
	$apres = ltrim(substr($fait, $m[0][1] + strlen($m[0][0])));
	// « … des villes, le 16 mars 2009, à Bamako » : une virgule suffit
	$avant = rtrim($avant, ', ');
	// « Organisation, en octobre 2012, d’une table ronde » : plus d'incise, plus de virgule
	$apres = preg_replace("~^,\s*(?=d(?:e|u|es)\s|d['’])~u", '', $apres);
	$reste = $avant === '' ? preg_replace('~^(?:[,:–-]|&nbsp;|\s)+~u', '', $apres) : $avant . (preg_match('~^[,.;:!?)]~', $apres) || $apres === '' ? '' : ' ') . $apres;
	return [spip_ucfirst($m[0][0]), spip_ucfirst($reste)];
}

/** Les dates marquantes, en liste de définitions */
function jalons($html) {
	$parts = preg_split(',(?=<h2\b),i', $html ?? '');
	foreach ($parts as $i => $part) {
		if (!preg_match(',^<h2\b[^>]*>[^<]*(marquant|dates|chronologie|histori|étapes|jalons),iu', $part)) {
			continue;
		}
		$puce = '<span class="spip-puce[^"]*">.*?</span>(?:&nbsp;|\s)*';
		$part = preg_replace_callback(",<p[^>]*>\s*($puce(?:(?!</p>).)+)</p>|<ul\b[^>]*>(.*?)</ul>,is", function ($m) use ($puce) {
			$faits = !empty($m[2])
				? (preg_match_all(',<li\b[^>]*>(.*?)</li>,is', $m[2], $li) ? $li[1] : [])
				: preg_split(",(?:<br\b[^>]*>)?\s*$puce,is", $m[1], -1, PREG_SPLIT_NO_EMPTY);
			$dl = '';
			foreach ($faits as $fait) {
				[$quand, $quoi] = journal_jalon(trim($fait));
				$dl .= '<div class="milestone sm:grid sm:grid-cols-4 gap-6 py-3 border-b border-stone-300"><dt class="font-semibold text-red-700">' . $quand . '</dt><dd class="sm:col-span-3">' . $quoi . "</dd></div>\n";
			}
			return $dl ? '<dl class="milestones not-prose my-6 text-base">' . "\n$dl</dl>" : $m[0];
		}, $part);
		$parts[$i] = $part;
	}
	return join('', $parts);
}
