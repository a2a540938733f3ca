<?php
// Settings of the site: meta rows as JSON on the standard input, name => value. The cache is purged, as SPIP's forms do.
// With another style of addresses the old ones are forgotten, as on a site that has had this style from its beginning.

require __DIR__ . '/spip.php';
include_spip('base/abstract_sql');
include_spip('inc/meta');
include_spip('inc/invalideur');
$settings = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
foreach ($settings as $name => $value) {
	ecrire_meta($name, $value);
}
ecrire_meta('adresse_site', $argv[1]);
if (isset($settings['type_urls'])) {
	sql_delete('spip_urls', '1=1');
}
suivre_invalideur('', true);
purger_repertoire(_DIR_CACHE . 'calcul/');
