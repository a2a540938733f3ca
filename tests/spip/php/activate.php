<?php
// Second step of the installation: keys, webmaster, default settings, and the plugins SPIP is shipped with.

require __DIR__ . '/spip.php';

ob_start(); // its reports are pages for a browser
include_spip('inc/acces');
include_spip('inc/plugin');
include_spip('auth/spip');
include_spip('inc/config');
include_spip('base/abstract_sql');
auth_spip_initialiser_secret();
sql_insertq('spip_auteurs', ['id_auteur' => 1, 'nom' => 'Webmestre', 'email' => 'webmestre@exemple.org', 'login' => 'webmestre', 'statut' => '0minirezo', 'webmestre' => 'oui']);
ecrire_meta('langue_site', 'fr');
ecrire_meta('langues_multilingue', 'fr');
charger_fonction('config', 'inc')();
actualise_plugins_actifs();
plugin_installes_meta();
actualise_plugins_actifs();
ob_end_clean();
