<?php
// Fills the site through SPIP's own functions from the JSON on the standard input (content.py).

require __DIR__ . '/spip.php';

include_spip('base/abstract_sql');
include_spip('action/editer_objet');
include_spip('action/editer_auteur');
include_spip('action/editer_rubrique');
include_spip('action/editer_article');
include_spip('action/editer_mot');
include_spip('action/editer_groupe_mots');
include_spip('action/editer_liens');
include_spip('action/editer_logo');
include_spip('inc/rubriques');
include_spip('inc/filtres');
require __DIR__ . '/files.php';
as_webmaster();

$content = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
sql_demarrer_transaction();

$group = groupe_mots_inserer(null, ['titre' => 'Thèmes', 'tables_liees' => 'articles,rubriques']);
foreach ($content['mots'] as $mot) {
	mot_inserer($group, ['id_mot' => $mot['id'], 'titre' => $mot['titre'], 'type' => 'Thèmes']);
}
foreach ($content['auteurs'] as $auteur) {
	sql_insertq('spip_auteurs', ['id_auteur' => $auteur['id'], 'nom' => $auteur['nom'], 'statut' => '1comite', 'login' => 'auteur' . $auteur['id']]);
}
foreach ($content['rubriques'] as $row) {
	$id = rubrique_inserer(0, ['id_rubrique' => $row['id'], 'titre' => $row['titre']]);
	$numbers = add_documents($row['documents'], 'rubrique', $id);
	as_webmaster();
	rubrique_modifier($id, ['titre' => $row['titre'], 'descriptif' => $row['descriptif'], 'texte' => placed($row['texte'], $numbers)]);
	objet_associer(['mot' => $row['mots']], ['rubrique' => $id]);
}
foreach ($content['articles'] as $row) {
	add_article($row);
}
calculer_rubriques();
calculer_langues_rubriques();
// An address is made when a page first shows it; here in the order of the numbers, and first titles before later ones.
foreach (['rubrique' => 'rubriques', 'mot' => 'mots', 'article' => 'articles'] as $object => $rows) {
	foreach ($content[$rows] as $row) {
		generer_objet_url($row['id'], $object, '', '', true);
		if (!empty($row['premier_titre'])) {
			as_webmaster();
			article_modifier($row['id'], ['titre' => $row['titre']]);
		}
	}
}
sql_terminer_transaction();

function add_article(array $row): void {
	$id = article_inserer($row['rubrique'], ['id_article' => $row['id']]);
	$numbers = add_documents($row['documents'], 'article', $id);
	$fields = array_intersect_key($row, array_flip(['surtitre', 'titre', 'soustitre', 'chapo', 'ps', 'nom_site', 'url_site', 'virtuel', 'date', 'statut']));
	$fields['titre'] = $row['premier_titre'] ?? $row['titre'];
	$fields['texte'] = placed($row['texte'], $numbers);
	as_webmaster();
	or_fail(article_modifier($id, $fields) ?: 1, "article $id");
	objet_associer(['mot' => $row['mots']], ['article' => $id]);
	sql_delete('spip_auteurs_liens', "objet='article' AND id_objet=" . $id);
	objet_associer(['auteur' => $row['auteurs']], ['article' => $id]);
	if ($row['logo']) {
		as_webmaster();
		or_fail(logo_modifier('article', $id, 'on', made_file($row['logo'])) ?: 1, "logo of article $id");
	}
}
