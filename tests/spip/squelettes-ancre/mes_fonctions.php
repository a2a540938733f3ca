<?php
/**
 * Ancre : filtres des squelettes (Fomantic-UI)
 */
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** Genre d'une rubrique : actualites, pays, theme, reserve ou autre */
function ancre_genre($id_rubrique) {
	$id = intval($id_rubrique);
	if ($id === 2 || $id === 160) {
		return 'actualites';
	}
	if ($id === 15) {
		return 'reserve';
	}
	if (in_array($id, [226, 293, 295, 299, 303])) {
		return 'theme';
	}
	if ($id >= 167 && $id <= 250 && $id !== 228) {
		return 'pays';
	}

	return 'autre';
}

/** Le squelette d'une rubrique, selon son genre */
function ancre_fond($id_rubrique) {
	return 'inc/rub_' . ancre_genre($id_rubrique);
}

/** L'adresse d'un article, dans l'espace d'un groupe quand on y est */
function ancre_lien($url, $id_article, $groupe = '') {
	if (!intval($groupe)) {
		return $url;
	}
	$url = parametre_url(generer_url_public('pays_page'), 'id_article', intval($id_article));

	return parametre_url($url, 'id_rubrique', intval($groupe));
}

/** Nombre d'articles par page des listes d'actualités */
function ancre_pas($id_rubrique) {
	return intval($id_rubrique) === 160 ? 15 : 9;
}

/** Nom de l'icône Fomantic d'un fichier, selon son extension */
function ancre_icone($extension) {
	$icones = [
		'pdf' => 'file pdf outline',
		'doc' => 'file word outline', 'docx' => 'file word outline', 'odt' => 'file word outline', 'rtf' => 'file word outline',
		'xls' => 'file excel outline', 'xlsx' => 'file excel outline', 'ods' => 'file excel outline', 'csv' => 'file excel outline',
		'ppt' => 'file powerpoint outline', 'pptx' => 'file powerpoint outline', 'odp' => 'file powerpoint outline',
		'jpg' => 'file image outline', 'png' => 'file image outline', 'gif' => 'file image outline', 'svg' => 'file image outline', 'webp' => 'file image outline',
		'mp3' => 'file audio outline', 'ogg' => 'file audio outline', 'mp4' => 'file video outline',
		'zip' => 'file archive outline',
	];
	$extension = strtolower((string) $extension);

	return isset($icones[$extension]) ? $icones[$extension] : 'file outline';
}

/** Liste à tirets de SPIP (un paragraphe, des puces) : ses éléments, et ce qui la précède */
function ancre_puces($paragraphe) {
	if (!preg_match('#^<p\b[^>]*>(.*)</p>$#is', trim($paragraphe), $m) || strpos($m[1], 'spip-puce') === false) {
		return null;
	}
	$parts = preg_split('#(?:<br\b[^>]*>)?\s*<span class="spip-puce[^"]*">.*?</span>(?:&nbsp;|\s)*#is', $m[1]);
	$avant = trim(array_shift($parts));

	return [$avant, array_map('trim', $parts)];
}

/** Les éléments d'une vraie liste non imbriquée */
function ancre_items($liste) {
	if (!preg_match('#^<ul\b[^>]*>(.*)</ul>$#is', trim($liste), $m) || preg_match('#<[uo]l\b#i', $m[1])) {
		return null;
	}
	preg_match_all('#<li\b[^>]*>(.*?)</li>#is', $m[1], $li);

	return array_map('trim', $li[1]);
}

/** Un évènement du fil (ui feed) : la date est mise dans son propre élément, à sa place */
function ancre_event($texte) {
	$mois = '(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)';
	$jour = '\d{1,2}(?:er|<sup[^>]*>er</sup>)?';
	$date = "(?:$jour(?:\s+$mois)?(?:\s+(?:au|et|-|–)\s+$jour)?\s+$mois\s+\d{4}|$mois\s+\d{4}|(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)\d{2})?)";
	$debut = '<div class="event"><div class="label"><i class="anchor icon"></i></div><div class="content">';
	$fin = '</div></div>' . "\n";
	if (preg_match("#^($date)(?:\s|&nbsp;)*([:–-])(?:\s|&nbsp;)*(.+)$#isu", $texte, $m)) {
		return $debut . '<div class="date">' . $m[1] . '</div><div class="summary">' . $m[3] . '</div>' . $fin;
	}
	// hors des attributs : ne toucher que le texte
	$morceaux = preg_split('#(<[^>]*>)#', $texte, -1, PREG_SPLIT_DELIM_CAPTURE);
	foreach ($morceaux as $i => $bout) {
		if ($i % 2 === 0 && preg_match("#(?<!\d)$date(?!\d)#isu", $bout)) {
			$morceaux[$i] = preg_replace("#(?<!\d)$date(?!\d)#isu", '<div class="date">$0</div>', $bout, 1);
			break;
		}
	}

	return $debut . '<div class="summary">' . implode('', $morceaux) . '</div>' . $fin;
}

/** Les fiches de personnes d'un paragraphe « Libellé : nom / fonction / organisme », ou null */
function ancre_personnes($paragraphe) {
	if (!preg_match('#^<p\b[^>]*>(.*)</p>$#is', trim($paragraphe), $m)) {
		return null;
	}
	$fiches = [];
	foreach (preg_split('#(?:<br\b[^>]*>\s*)+(?=<(?:strong|b)\b)#i', trim($m[1])) as $part) {
		if (!preg_match('#^<(strong|b)\b[^>]*>(.*?)</\1>((?:\s|&nbsp;)*:)?(.*)$#is', trim($part), $p)) {
			return null;
		}
		$libelle = trim($p[2]) . $p[3];
		if (!preg_match('#:\s*$#', $libelle)
			|| !preg_match('#pr[ée]sid|r[ée]f[ée]rent|anima|contact|charg|pilot|coordin|secr[ée]ta|direct|respons|élu#iu', $libelle)) {
			return null;
		}
		$lignes = array_values(array_filter(array_map('trim', preg_split('#<br\b[^>]*>#i', $p[4])), 'strlen'));
		if (!$lignes) {
			return null;
		}
		$fiches[] = [$libelle, $lignes, ''];
	}

	return $fiches ?: null;
}

/** Ce paragraphe est-il le nom de l'organisme de la personne qui précède ? */
function ancre_organisme($paragraphe) {
	if (!preg_match('#^<p\b[^>]*>([^<]+)</p>$#is', trim($paragraphe), $m)) {
		return null;
	}
	$nom = trim($m[1]);
	$court = mb_strlen(html_entity_decode($nom)) <= 90 && !preg_match('#[.:;@]\s*$|@#', $nom);

	return $court ? $nom : null;
}

function ancre_card($fiche) {
	list($libelle, $lignes, $organisme) = $fiche;
	$nom = array_shift($lignes);
	if ($organisme === '' && count($lignes) > 1) {
		$organisme = array_pop($lignes);
	}

	return '<div class="card"><div class="content">'
		. '<div class="meta">' . $libelle . '</div> '
		. '<div class="header">' . $nom . '</div> '
		. ($lignes ? '<div class="description">' . implode('<br>', $lignes) . '</div> ' : '')
		. '</div>'
		. ($organisme !== '' ? '<div class="extra content"><i class="building outline icon"></i> ' . $organisme . '</div>' : '')
		. "</div>\n";
}

/** Découper un texte en morceaux de premier niveau : titres, paragraphes, listes, reste */
function ancre_morceaux($texte, $niveau) {
	$morceaux = [];
	$profondeur = 0;
	$tampon = '';
	$re = '#(<h' . $niveau . '\b[^>]*>.*?</h' . $niveau . '>|<p\b[^>]*>.*?</p>|<ul\b[^>]*>(?:(?!<ul\b|</ul>).)*</ul>)#is';
	foreach (preg_split($re, $texte, -1, PREG_SPLIT_DELIM_CAPTURE) as $i => $bout) {
		if ($i % 2 === 1 && $profondeur === 0) {
			if (trim($tampon) !== '') {
				$morceaux[] = ['html', trim($tampon)];
			}
			$tampon = '';
			$type = strtolower($bout[1]);
			$morceaux[] = [$type === 'h' ? 'titre' : ($type === 'p' ? 'p' : 'ul'), $bout];
			continue;
		}
		$tampon .= $bout;
		if ($i % 2 === 0) {
			$conteneurs = '(?:div|blockquote|ul|ol|li|table|tbody|thead|tr|td|th|figure|figcaption|section|dl|dd|dt|article|aside)';
			$profondeur += preg_match_all("#<$conteneurs\b#i", $bout) - preg_match_all("#</$conteneurs\s*>#i", $bout);
		}
	}
	if (trim($tampon) !== '') {
		$morceaux[] = ['html', trim($tampon)];
	}

	return $morceaux;
}

/** Texte d'un groupe : accordéon, fil des évènements, cartes des personnes */
function ancre_groupe($texte) {
	$texte = trim((string) $texte);
	if ($texte === '') {
		return '';
	}
	$niveau = preg_match('#<h2\b#i', $texte) ? 2 : 3;
	$morceaux = ancre_morceaux($texte, $niveau);
	$sortie = '';
	$etat = '';
	$rang = 0;
	$jalons = false;
	$fermer = function ($suivant) use (&$etat) {
		$f = '';
		if ($etat === 'accordeon' && $suivant !== 'accordeon') {
			$f = "</div>\n</div>\n";
		} elseif ($etat === 'cartes' && $suivant !== 'cartes') {
			$f = "</div>\n";
		} elseif ($etat === 'texte' && $suivant !== 'texte') {
			$f = "</div>\n";
		}
		return $f;
	};
	for ($i = 0; $i < count($morceaux); $i++) {
		list($type, $bout) = $morceaux[$i];
		if ($type === 'titre') {
			$titre = trim(preg_replace('#^<h\d\b[^>]*>|</h\d>$#i', '', $bout));
			$jalons = (bool) preg_match('#v[èée]nement|marquant|jalon|chronolog|historique|grandes dates#iu', $titre);
			if ($etat === 'accordeon') {
				$sortie .= "</div>\n";
			} else {
				$sortie .= $fermer('accordeon') . '<div class="ui styled fluid accordion">' . "\n";
				$etat = 'accordeon';
			}
			$actif = $rang++ === 0 ? 'active ' : '';
			$sortie .= '<div class="' . $actif . 'title"><i class="dropdown icon"></i> ' . $titre . "</div>\n"
				. '<div class="' . $actif . 'content">' . "\n";
			continue;
		}
		if ($type === 'p' && ($fiches = ancre_personnes($bout))) {
			$suivant = $morceaux[$i + 1] ?? null;
			$dernier = count($fiches) - 1;
			if ($suivant && $suivant[0] === 'p' && count($fiches[$dernier][1]) < 3
				&& ($organisme = ancre_organisme($suivant[1])) !== null) {
				$fiches[$dernier][2] = $organisme;
				$i++;
			}
			if ($etat !== 'cartes') {
				$sortie .= $fermer('cartes') . '<div class="ui horizontal divider">Interlocuteurs</div>' . "\n"
					. '<div class="ui two stackable cards">' . "\n";
				$etat = 'cartes';
			}
			$sortie .= implode('', array_map('ancre_card', $fiches));
			continue;
		}
		if ($etat === '' || $etat === 'cartes') {
			$sortie .= $fermer('texte') . '<div class="ui basic segment">' . "\n";
			$etat = 'texte';
		}
		$avant = '';
		$items = null;
		if ($type === 'p' && ($puces = ancre_puces($bout))) {
			list($avant, $items) = $puces;
		} elseif ($type === 'ul') {
			$items = ancre_items($bout);
		}
		if ($items) {
			$sortie .= $avant !== '' ? "<p>$avant</p>\n" : '';
			$sortie .= $jalons && $etat === 'accordeon'
				? '<div class="ui feed">' . "\n" . implode('', array_map('ancre_event', $items)) . "</div>\n"
				: '<div class="ui bulleted list">' . "\n<div class=\"item\">" . implode("</div>\n<div class=\"item\">", $items) . "</div>\n</div>\n";
		} else {
			$sortie .= $bout . "\n";
		}
	}

	return $sortie . $fermer('');
}
