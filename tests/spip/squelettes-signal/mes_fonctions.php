<?php
// Cités Unies France, habillage 2023. Filtres des squelettes.
if (!defined('_ECRIRE_INC_VERSION')) {
	return;
}

/** 61 ko, 1,2 Mo */
function cuf_poids($octets) {
	$octets = intval($octets);
	if (!$octets) {
		return '';
	}
	if ($octets >= 1048576) {
		return str_replace('.', ',', (string) round($octets / 1048576, 1)) . ' Mo';
	}
	return max(1, round($octets / 1024)) . ' ko';
}

/** Le chapeau : chaque paragraphe tout en gras */
function cuf_gras($html) {
	$html = trim((string) $html);
	if ($html === '') {
		return '';
	}
	if (stripos($html, '<p') === false) {
		return '<p itemprop="description"><strong>' . $html . '</strong></p>';
	}
	return preg_replace(',<p\b[^>]*>(.*?)</p>,is', '<p itemprop="description"><strong>$1</strong></p>', $html);
}

/** Le texte de l'article : les paragraphes restent enfants de <article> */
function cuf_paragraphes($html) {
	return str_replace('<p>', '<p itemprop="articleBody">', (string) $html);
}

/** Les notes de SPIP, chacune dans un <li> */
function cuf_notes($html) {
	$html = trim((string) $html);
	if ($html === '') {
		return '';
	}
	$liste = preg_replace(',<div id=(["\'])(nb[^"\']*)\1[^>]*>(.*?)</div>,is', '<li id="$2">$3</li>', $html, -1, $n);
	return $n ? "<ol>\n" . $liste . "\n</ol>" : $html;
}

/** Temps de lecture, en minutes */
function cuf_minutes($html) {
	return max(1, (int) ceil(count(preg_split(',\s+,u', trim(strip_tags((string) $html)))) / 200));
}

/** Un texte d'une ligne, sans paragraphes */
function cuf_ligne($html) {
	$html = preg_replace(',</p>\s*<p\b[^>]*>,i', '<br>', trim((string) $html));
	return preg_replace(',</?p\b[^>]*>,i', '', $html);
}

function cuf_ancre($titre) {
	include_spip('inc/charsets');
	$s = strtolower(translitteration(html_entity_decode(strip_tags($titre), ENT_QUOTES, 'UTF-8')));
	return trim(substr(trim(preg_replace(',[^a-z0-9]+,', '-', $s), '-'), 0, 32), '-') ?: 'partie';
}

function cuf_interieur($noeud) {
	$s = '';
	foreach ($noeud->childNodes as $n) {
		$s .= $noeud->ownerDocument->saveHTML($n);
	}
	return trim($s);
}

/** Une date dans une phrase */
function cuf_motif_date() {
	$mois = '(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre)';
	return '(?:\d{1,2}(?:er)?(?:\s+' . $mois . ')?(?:\s+\d{4})?\s*(?:au|et|-|–)\s*)?(?:\d{1,2}(?:er)?\s+)?' . $mois
		. '\s+\d{4}|\b(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\b';
}

/** Les évènements marquants : dt la date, dd le texte */
function cuf_jalons($items) {
	$dl = '';
	foreach ($items as $item) {
		$item = trim($item);
		if ($item === '') {
			continue;
		}
		$d = cuf_motif_date();
		if (preg_match('~^(?:(?:le|en|du)\s+)?(' . $d . ')\s*[:,–-]\s*(?=\S)~iu', $item, $m)) {
			$dl .= "\n<dt>" . $m[1] . "</dt>\n<dd>" . substr($item, strlen($m[0])) . '</dd>';
		} elseif (preg_match('~' . $d . '~iu', strip_tags($item), $m)) {
			$dl .= "\n<dt>" . $m[0] . "</dt>\n<dd>" . $item . '</dd>';
		} else {
			$dl .= "\n<dd>" . $item . '</dd>';
		}
	}
	return $dl ? "<dl>" . $dl . "\n</dl>\n" : '';
}

/** Coupe la présentation d'un groupe : parties (titre, html) et personnes (rôle, lignes) */
function cuf_decouper($html) {
	static $vus = [];
	$cle = md5((string) $html);
	if (isset($vus[$cle])) {
		return $vus[$cle];
	}
	$doc = new DOMDocument('1.0', 'UTF-8');
	libxml_use_internal_errors(true);
	$doc->loadHTML('<?xml encoding="UTF-8"><div id="cuf">' . $html . '</div>');
	libxml_clear_errors();
	$racine = null;
	foreach ($doc->getElementsByTagName('div') as $div) {
		$racine = $div;
		break;
	}
	$niveau = 9;
	foreach ($racine->childNodes as $n) {
		if (preg_match('/^h([1-6])$/', $n->nodeName, $m)) {
			$niveau = min($niveau, (int) $m[1]);
		}
	}
	$parties = [['titre' => '', 'html' => '']];
	$personnes = [];
	$i = 0;
	$ouverte = false;
	foreach ($racine->childNodes as $n) {
		if ($n->nodeType == XML_TEXT_NODE && trim($n->textContent) === '') {
			continue;
		}
		if ($n->nodeName === 'h' . $niveau) {
			$parties[++$i] = ['titre' => cuf_interieur($n), 'html' => ''];
			$ouverte = false;
			continue;
		}
		if (preg_match('/^h[1-6]$/', $n->nodeName)) {
			$parties[$i]['html'] .= '<h3>' . cuf_interieur($n) . "</h3>\n";
			$ouverte = false;
			continue;
		}
		if ($n->nodeName === 'p') {
			$int = cuf_interieur($n);
			if (preg_match('~^<(strong|b)\b[^>]*>(.*?)</\1>([\s:]*)(<br[^>]*>)?(.*)$~isu', $int, $m)
				and (preg_match('~:\s*$~u', strip_tags($m[2]) . $m[3]) or $m[4])
				and ($suite = array_values(array_filter(array_map('trim', preg_split('~<br[^>]*>~i', $m[5])), 'strlen')) or true)
				and (!$suite or mb_strlen(strip_tags($suite[0])) < 90)
			) {
				$personnes[] = ['role' => preg_replace('~[\s:]+$~u', '', $m[2]), 'lignes' => $suite];
				$ouverte = true;
				continue;
			}
			if ($ouverte and mb_strlen($n->textContent) < 90 and strpos($n->textContent, '. ') === false) {
				foreach (preg_split('~<br[^>]*>~i', $int) as $l) {
					$personnes[count($personnes) - 1]['lignes'][] = trim($l);
				}
				continue;
			}
		}
		$ouverte = false;
		if (preg_match('~v[èeé]nements?\s+marquants~iu', html_entity_decode(strip_tags($parties[$i]['titre']), ENT_QUOTES, 'UTF-8'))) {
			if ($n->nodeName === 'ul' or $n->nodeName === 'ol') {
				$items = [];
				foreach ($n->childNodes as $li) {
					if ($li->nodeName === 'li') {
						$items[] = cuf_interieur($li);
					}
				}
				$parties[$i]['html'] .= cuf_jalons($items);
				continue;
			}
			$int = cuf_interieur($n);
			if ($n->nodeName === 'p' and strpos($int, 'spip-puce') !== false) {
				$items = preg_split('~(?:<br[^>]*>)?\s*<span class="spip-puce[^>]*>.*?</span>(?:&nbsp;|\s)*~isu', $int);
				$avant = trim(array_shift($items));
				$parties[$i]['html'] .= ($avant !== '' ? '<p>' . $avant . "</p>\n" : '') . cuf_jalons($items);
				continue;
			}
		}
		$parties[$i]['html'] .= $doc->saveHTML($n) . "\n";
	}
	$noms = [];
	foreach ($parties as $k => $p) {
		$a = $p['titre'] === '' ? '' : cuf_ancre($p['titre']);
		if ($a and isset($noms[$a])) {
			$a .= '-' . $k;
		}
		$noms[$a] = 1;
		$parties[$k]['ancre'] = $a;
	}
	return $vus[$cle] = [$parties, $personnes];
}

/** La présentation en parties h2, jalons en dl, personnes en address */
function cuf_presentation($html) {
	if (trim((string) $html) === '' or !class_exists('DOMDocument')) {
		return $html;
	}
	[$parties, $personnes] = cuf_decouper($html);
	$s = '';
	foreach ($parties as $p) {
		if ($p['titre'] !== '') {
			$s .= '<section id="' . $p['ancre'] . "\">\n<h2>" . $p['titre'] . "</h2>\n" . $p['html'] . "</section>\n";
		} else {
			$s .= $p['html'];
		}
	}
	if ($personnes) {
		$s .= "<section id=\"contacts\">\n<h2>Contacts</h2>\n";
		foreach ($personnes as $p) {
			$s .= '<h3>' . $p['role'] . "</h3>\n";
			if ($p['lignes']) {
				$nom = array_shift($p['lignes']);
				$s .= '<address><b>' . $nom . '</b>' . ($p['lignes'] ? "<br>\n" . implode("<br>\n", $p['lignes']) : '') . "</address>\n";
			}
		}
		$s .= "</section>\n";
	}
	return $s;
}

/** « Sur cette page » */
function cuf_sur_cette_page($html) {
	if (trim((string) $html) === '' or !class_exists('DOMDocument')) {
		return '';
	}
	[$parties, $personnes] = cuf_decouper($html);
	$s = '';
	foreach ($parties as $p) {
		if ($p['titre'] !== '') {
			$s .= '<li><a href="#' . $p['ancre'] . '">' . strip_tags($p['titre']) . "</a></li>\n";
		}
	}
	if ($personnes) {
		$s .= "<li><a href=\"#contacts\">Contacts</a></li>\n";
	}
	return $s ? "<ul>\n" . $s . '</ul>' : '';
}
