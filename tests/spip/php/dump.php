<?php
// What SPIP's database holds, as JSON. Texts are rendered by SPIP itself, as #TITRE, #TEXTE and their like give them.

require __DIR__ . '/spip.php';

include_spip('base/abstract_sql');
include_spip('inc/texte');
include_spip('inc/notes');
include_spip('inc/filtres');
include_spip('inc/documents');
include_spip('public/composer');

function rendered(array $row, string $object, array $fields): array {
	foreach ($fields as $field) {
		$row[$field] = appliquer_traitement_champ($row[$field], $field, table_objet($object), ['objet' => $object, 'id_objet' => $row['id'], 'id_' . $object => $row['id']]);
	}
	return $row;
}

function documents_of(string $object, int $id): array {
	return sql_allfetsel(
		'D.id_document AS id, D.fichier, D.titre, D.descriptif, D.credits, D.media, L.vu', 'spip_documents AS D JOIN spip_documents_liens AS L USING (id_document)',
		['L.objet=' . sql_quote($object), 'L.id_objet=' . $id, "D.mode NOT LIKE 'logo%'"], '', 'L.rang_lien, D.id_document'
	);
}

function mots_of(string $object, int $id): array {
	return array_map('intval', array_column(
		sql_allfetsel('id_mot', 'spip_mots_liens', ['objet=' . sql_quote($object), 'id_objet=' . $id], '', 'id_mot'), 'id_mot'
	));
}

function logo_of(string $object, int $id): ?string {
	return sql_getfetsel(
		'D.fichier', 'spip_documents AS D JOIN spip_documents_liens AS L USING (id_document)',
		['L.objet=' . sql_quote($object), 'L.id_objet=' . $id, "D.mode='logoon'"]
	);
}

$articles = [];
foreach (sql_allfetsel('id_article AS id, id_rubrique AS rubrique, surtitre, titre, soustitre, chapo, texte, ps, nom_site, url_site, date, statut, virtuel, lang', 'spip_articles', '', '', 'id_article') as $row) {
	$id = (int) $row['id'];
	$notes = charger_fonction('notes', 'inc');
	$notes('', 'reset_all');
	$row = rendered($row, 'article', ['surtitre', 'titre', 'soustitre', 'chapo', 'texte', 'ps', 'nom_site']);
	$articles[] = [
		...$row, 'id' => $id, 'rubrique' => (int) $row['rubrique'], 'notes' => calculer_notes(), 'url' => generer_objet_url($id, 'article', '', '', true),
		'documents' => documents_of('article', $id), 'mots' => mots_of('article', $id), 'logo' => logo_of('article', $id),
	];
}
$rubriques = [];
foreach (sql_allfetsel('id_rubrique AS id, titre, descriptif, texte, statut', 'spip_rubriques', '', '', 'id_rubrique') as $row) {
	$id = (int) $row['id'];
	$row = rendered($row, 'rubrique', ['titre', 'descriptif', 'texte']);
	$rubriques[] = [...$row, 'id' => $id, 'url' => generer_objet_url($id, 'rubrique', '', '', true), 'mots' => mots_of('rubrique', $id), 'documents' => documents_of('rubrique', $id)];
}
$mots = [];
foreach (sql_allfetsel('id_mot AS id, titre', 'spip_mots', '', '', 'id_mot') as $row) {
	$mots[] = [...rendered($row, 'mot', ['titre']), 'id' => (int) $row['id'], 'url' => generer_objet_url((int) $row['id'], 'mot', '', '', true)];
}
echo json_encode(compact('articles', 'rubriques', 'mots'), JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
