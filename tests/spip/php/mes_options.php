<?php
// Options of the site under test, read by SPIP from config/.

define('_DEBUG_BLOCK_QUEUE', true); // no background jobs: they would ask the network for news of SPIP

/** Section 15 and its articles are the members' (content.py): membres.html shows them, or leads to the login page. */
function members_only(array $flow): array {
	if (in_array($flow['args']['fond'], ['article', 'rubrique']) && $flow['args']['id_rubrique'] == 15) {
		$flow['data'] = substr(find_in_path('membres.html'), 0, -strlen('.html'));
	}
	return $flow;
}
$GLOBALS['spip_pipeline']['styliser'] = ($GLOBALS['spip_pipeline']['styliser'] ?? '') . '|members_only';

// A relaunch (Site.relaunch): the templates in which each page comes, by its address without offsets.
if (is_file(__DIR__ . '/relaunched')) {
	$page = preg_replace('/&.*|\?(?!.*\bid_).*|.*\bid_(article|rubrique|mot)=/', '', $_SERVER['REQUEST_URI'] ?? '');
	$is_new = crc32($page) % 100 < (int) file_get_contents(__DIR__ . '/relaunched');
	$GLOBALS['dossier_squelettes'] = $is_new ? 'squelettes-neuf' : 'squelettes-ancien';
}
