<?php
// Creates the tables, the webmaster and the settings, as SPIP's own installation does. Run before activate.php.

define('_ESPACE_PRIVE', true); // only the private space may install
$_GET['exec'] = 'install';
require __DIR__ . '/spip.php';

include_spip('inc/install');
include_spip('inc/acces');
include_spip('inc/config');
include_spip('base/create');
include_spip('install/etape_3');
or_fail(install_bases('', '', '', 'sqlite3', 'spip', 'spip', 0777) ?: 1, 'to create its tables');
rename(_FILE_CONNECT_TMP, _DIR_CONNECT . 'connect.php');
rename(_FILE_CHMOD_TMP, _DIR_CONNECT . 'chmod.php');
