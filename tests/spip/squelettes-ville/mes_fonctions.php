<?php
// Réseau des villes : filtres du site (Atelier Place Haute, 2023)
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** Une icône au trait . */
function ville_ico($nom, $classe = 'w-5 h-5') {
	$traits = [
		'calendrier' => 'M3 4h9v16h-9zM4 9h16',
		'personne' => 'M4 4h10v16h-10zM4 10h16',
		'horloge' => 'M5 4h11v16h-11zM4 11h16',
		'chevron' => 'M6 4h12v16h-12zM4 12h16',
		'fleche' => 'M7 4h13v16h-13zM4 13h16',
		'retour' => 'M8 4h8v16h-8zM4 14h16',
		'lien' => 'M9 4h9v16h-9zM4 8h16',
		'telecharger' => 'M2 4h10v16h-10zM4 9h16',
		'fichier' => 'M3 4h11v16h-11zM4 10h16',
		'image' => 'M4 4h12v16h-12zM4 11h16',
		'son' => 'M5 4h13v16h-13zM4 12h16',
		'menu' => 'M6 4h8v16h-8zM4 13h16',
		'cadenas' => 'M7 4h9v16h-9zM4 14h16',
		'telephone' => 'M8 4h10v16h-10zM4 8h16',
		'lettre' => 'M9 4h11v16h-11zM4 9h16',
		'repere' => 'M2 4h12v16h-12zM4 10h16',
		'liste' => 'M3 4h13v16h-13zM4 11h16',
	];
	return '<svg class="' . $classe . '" fill="none" viewBox="0 0 24 24" stroke-width="1.5" stroke="currentColor" aria-hidden="true"><path stroke-linecap="round" stroke-linejoin="round" d="' . ($traits[$nom] ?? $traits['fichier']) . '"/></svg>';
}

/** L'icône d'un fichier, d'après son extension. */
function ville_ico_fichier($ext) {
	if (in_array($ext, ['jpg', 'png', 'gif', 'webp', 'svg'])) {
		return ville_ico('image', 'w-8 h-8 shrink-0 text-sky-700');
	}
	if (in_array($ext, ['mp3', 'ogg', 'wav'])) {
		return ville_ico('son', 'w-8 h-8 shrink-0 text-amber-600');
	}
	return ville_ico('fichier', 'w-8 h-8 shrink-0 text-teal-700');
}

/** La vignette d'une carte : l'image, ou à défaut un motif. */
function ville_vignette($img) {
	if ($img) {
		$img = inserer_attribut($img, 'class', 'h-full w-full object-cover transition group-hover:scale-105');
		$img = inserer_attribut($img, 'loading', 'lazy');
		return inserer_attribut($img, 'alt', '');
	}
	return '<div class="flex h-full items-center justify-center text-teal-200"><svg class="w-20 h-20" viewBox="0 0 40 40" fill="currentColor" aria-hidden="true"><circle cx="8" cy="10" r="5"/><circle cx="31" cy="8" r="4"/><circle cx="20" cy="31" r="6"/></svg></div>';
}

/** Temps de lecture, à partir du texte brut. */
function ville_minutes($texte) {
	$mots = preg_match_all('/\pL+/u', (string)$texte);
	if ($mots < 40) {
		return '';
	}
	return max(1, (int)round($mots / 200)) . ' min de lecture';
}

/** Les intertitres d'un texte : [ancre, titre]. */
function ville_intertitres($texte) {
	$liste = [];
	if (preg_match_all(',<h([2-4])\b[^>]*>(.*?)</h\1>,is', (string)$texte, $r, PREG_SET_ORDER)) {
		foreach ($r as $n => $h) {
			$liste[] = ['partie-' . ($n + 1), trim(supprimer_tags($h[2]))];
		}
	}
	return $liste;
}

/** La boîte « Sommaire », s'il y a au moins deux intertitres. */
function ville_sommaire($texte) {
	$liste = ville_intertitres($texte);
	if (count($liste) < 2) {
		return '';
	}
	$html = '';
	foreach ($liste as $n => [$ancre, $titre]) {
		$html .= '<li class="flex gap-2"><span class="text-teal-700" aria-hidden="true">' . ($n + 1) . '.</span><a class="hover:underline" href="#' . $ancre . '">' . $titre . "</a></li>\n";
	}
	return '<div class="rounded-2xl border border-teal-100 bg-teal-50 p-6"><p class="flex items-center gap-2 text-sm font-bold uppercase tracking-wider text-teal-800">' . ville_ico('liste') . "Sommaire</p>\n<ol class=\"mt-3 space-y-2 text-sm\">\n" . $html . '</ol></div>';
}

/** Ancres et habillage des intertitres dans le texte. */
function ville_titres($texte) {
	$n = 0;
	return preg_replace_callback(',<h([2-4])\b[^>]*>(.*?)</h\1>,is', function ($h) use (&$n) {
		$n++;
		return '<h' . $h[1] . ' id="partie-' . $n . '" class="scroll-mt-24 pt-4 text-2xl font-bold text-slate-900">' . $h[2] . '</h' . $h[1] . '>';
	}, (string)$texte);
}

/** Les personnes d'une présentation : « <strong>Rôle :</strong> nom, fonction » et la collectivité en capitales dessous. */
function ville_personnes($html, &$cartes) {
	$motif = ',<p[^>]*>\s*<strong[^>]*>([^<]*?)(?:&nbsp;|\s)*:(?:&nbsp;|\s)*</strong>\s*(?:<br[^>]*>)?(.*?)</p>(?:\s*<p[^>]*>([^<a-zà-ÿ]*\p{Lu}{2}[^<a-zà-ÿ]*)</p>)?,su';
	return preg_replace_callback($motif, function ($m) use (&$cartes) {
		$lignes = array_values(array_filter(array_map('trim', preg_split(',<br[^>]*>,', $m[2])), 'strlen'));
		if (!$lignes) {
			return $m[0];
		}
		$nom = array_shift($lignes);
		$initiales = '';
		foreach (array_slice(preg_split('/[\s-]+/u', supprimer_tags($nom)), 0, 2) as $mot) {
			$initiales .= mb_strtoupper(mb_substr($mot, 0, 1));
		}
		$c = '<div class="flex items-start gap-4 rounded-2xl border border-slate-200 bg-white p-5 shadow-sm">'
			. '<span class="flex h-12 w-12 shrink-0 items-center justify-center rounded-full bg-teal-700 text-sm font-bold text-white" aria-hidden="true">' . $initiales . '</span>'
			. '<div class="min-w-0"><p class="text-xs uppercase tracking-wider text-slate-500">' . $m[1] . '</p>'
			. '<p class="mt-1 font-bold text-slate-900">' . $nom . '</p>';
		foreach ($lignes as $l) {
			$c .= '<p class="text-sm text-slate-600">' . $l . '</p>';
		}
		if (!empty($m[3])) {
			$c .= '<p class="mt-1 text-sm font-medium text-teal-800">' . trim($m[3]) . '</p>';
		}
		$cartes[] = $c . '</div></div>';
		return '';
	}, $html);
}

/** Une étape de la frise : la date d'un côté, le reste de l'autre. */
function ville_etape($ligne) {
	$mois = '(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)';
	$jour = '\d{1,2}(?:er)?';
	$avant = '(?:(?:le|en|du|au|depuis|à partir de)\s+)?';
	$motif = "/(,?)\\s*\\b({$avant}(?:{$jour}(?:\\s+{$mois})?\\s+(?:au|et)\\s+)?(?:{$jour}\\s+)?(?:{$mois}\\s+)?(?:19|20)\\d\\d)\\b/iu";
	$date = '';
	if (preg_match($motif, $ligne, $m, PREG_OFFSET_CAPTURE)) {
		$date = trim($m[2][0]);
		$debut = substr($ligne, 0, $m[0][1]);
		$fin = substr($ligne, $m[0][1] + strlen($m[0][0]));
		if ($m[1][0] && preg_match('/^,\s*d(?:e|es|u|’|\')/u', $fin)) {
			$fin = ltrim($fin, ',');
		}
		if (trim($debut) === '') {
			$fin = preg_replace('/^(?:&nbsp;|\s|:|,|–|-)+/u', '', $fin);
		}
		$ligne = trim($debut . $fin);
		$date = mb_strtoupper(mb_substr($date, 0, 1)) . mb_substr($date, 1);
	}
	return '<li class="relative pl-8 pb-6">'
		. '<span class="absolute left-0 top-1 h-4 w-4 rounded-full border-4 border-white bg-teal-700" aria-hidden="true"></span>'
		. ($date ? '<div class="text-sm font-bold text-teal-700">' . $date . '</div>' : '')
		. '<div class="leading-relaxed">' . $ligne . '</div></li>';
}

/** Les listes d'un panneau « événements marquants » en frise verticale. */
function ville_frise($html) {
	$faire = function ($lignes) {
		return '<ol class="relative ml-2 border-l-2 border-teal-100">' . "\n" . join("\n", array_map('ville_etape', $lignes)) . "\n</ol>";
	};
	// les vraies listes
	$html = preg_replace_callback(',<ul\b[^>]*>(.*?)</ul>,s', function ($m) use ($faire) {
		if (preg_match_all('/\b(?:19|20)\d\d\b/', $m[1]) < 2) {
			return $m[0];
		}
		preg_match_all(',<li[^>]*>(.*?)</li>,s', $m[1], $li);
		return $faire(array_map('trim', $li[1]));
	}, $html);
	// les tirets
	return preg_replace_callback(',<p[^>]*>\s*(<span class="spip-puce.*?)</p>,s', function ($m) use ($faire) {
		if (preg_match_all('/\b(?:19|20)\d\d\b/', $m[1]) < 2) {
			return $m[0];
		}
		$lignes = preg_split(',<span class="spip-puce[^>]*>.*?</span>(?:&nbsp;|\s)*,s', $m[1], -1, PREG_SPLIT_NO_EMPTY);
		return $faire(array_map(function ($l) {
			return trim(preg_replace(',\s*<br[^>]*>\s*$,', '', $l));
		}, $lignes));
	}, $html);
}

/** La présentation d'un groupe : panneaux dépliants, frise et trombinoscope. */
function ville_presentation($texte) {
	if (!trim((string)$texte)) {
		return '';
	}
	$cartes = [];
	$texte = ville_personnes($texte, $cartes);
	$bouts = preg_split(',<h[2-4]\b[^>]*>(.*?)</h[2-4]>,is', $texte, -1, PREG_SPLIT_DELIM_CAPTURE);
	$html = '';
	$intro = trim(array_shift($bouts));
	if ($intro) {
		$html .= '<div class="space-y-4 leading-relaxed">' . ville_frise($intro) . "</div>\n";
	}
	if ($bouts) {
		$html .= '<div class="divide-y divide-slate-200 rounded-2xl border border-slate-200">' . "\n";
		for ($i = 0, $n = 1; $i < count($bouts); $i += 2, $n++) {
			$ouvert = ($n == 1);
			$html .= '<div><h2><button type="button" id="onglet-' . $n . '" class="flex w-full items-center justify-between gap-4 px-6 py-5 text-left text-lg font-bold text-slate-900" aria-expanded="' . ($ouvert ? 'true' : 'false') . '" aria-controls="volet-' . $n . '" data-bascule><span>' . $bouts[$i] . '</span>' . ville_ico('chevron', 'w-5 h-5 shrink-0 text-teal-700') . "</button></h2>\n"
				. '<div id="volet-' . $n . '" role="region" aria-labelledby="onglet-' . $n . '" class="' . ($ouvert ? '' : 'hidden ') . 'px-6 pb-6"><div class="space-y-4 leading-relaxed">' . trim(ville_frise($bouts[$i + 1])) . "</div></div></div>\n";
		}
		$html .= "</div>\n";
	}
	if ($cartes) {
		$html .= '<div><p class="mb-4 text-2xl font-bold text-slate-900">Vos interlocuteurs</p>' . "\n" . '<div class="grid gap-4 sm:grid-cols-2">' . join("\n", $cartes) . "</div></div>\n";
	}
	return $html;
}
