<?php
// Carries out edits as the private space does, from the JSON list on the standard input: edits.py says what each is.

require __DIR__ . '/spip.php';

include_spip('base/abstract_sql');
include_spip('action/editer_article');
include_spip('action/editer_liens');
include_spip('action/editer_url');
include_spip('inc/invalideur');
require __DIR__ . '/files.php';

foreach (json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR) as $edit) {
	as_webmaster();
	$id = $edit['id'];
	switch ($edit['action']) {
		case 'fields':
			or_fail(article_modifier($id, $edit['fields']) ?: 1, "to edit article $id");
			break;
		case 'append':
			$text = sql_getfetsel('texte', 'spip_articles', 'id_article=' . $id);
			or_fail(article_modifier($id, ['texte' => "$text\n\n{$edit['text']}"]) ?: 1, "to edit article $id");
			break;
		case 'address':
			or_fail(article_modifier($id, ['titre' => $edit['title']]) ?: 1, "to retitle article $id");
			$new = ['url' => url_nettoyer($edit['title'], 80, 3), 'type' => 'article', 'id_objet' => $id];
			or_fail(url_insert($new, false, '-'), "a new address of article $id");
			break;
		case 'status':
			or_fail(article_modifier($id, ['statut' => $edit['status']]) ?: 1, "a status of article $id");
			break;
		case 'section':
			or_fail(article_modifier($id, ['id_parent' => $edit['section']]) ?: 1, "to move article $id");
			break;
		case 'keyword':
			objet_associer(['mot' => $edit['keyword']], ['article' => $id]);
			break;
		case 'document':
			add_documents([$edit['document']], 'article', $id);
			break;
		default:
			or_fail(false, "the unknown action {$edit['action']}");
	}
	suivre_invalideur("id='article/$id'");
}
