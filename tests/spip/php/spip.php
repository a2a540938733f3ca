<?php
// Starts SPIP on the command line. The site is the working folder; $argv[1] is the address it is served at.

if (PHP_SAPI !== 'cli' || empty($argv[1])) {
	fwrite(STDERR, "usage: php SCRIPT ADDRESS, in the folder of the site\n");
	exit(2);
}
$address = parse_url($argv[1]);
$_SERVER['HTTP_HOST'] = $address['host'] . ':' . $address['port'];
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SCRIPT_FILENAME'] = getcwd() . '/spip.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/spip.php';
$_SERVER['SERVER_PORT'] = (string) $address['port'];

require_once getcwd() . '/vendor/autoload.php';
require_once getcwd() . '/ecrire/inc_version.php';

/** Ends with a sentence when SPIP refuses something. */
function or_fail($answer, string $what) {
	if ($answer === false || $answer === null || (is_string($answer) && $answer !== '' && !is_numeric($answer))) {
		fwrite(STDERR, "SPIP refused $what: " . (is_string($answer) ? strip_tags($answer) : var_export($answer, true)) . "\n");
		exit(1);
	}
	return $answer;
}

/** All rights, as the webmaster has: what the scripts do is what the private space would do for him. */
function as_webmaster(): void {
	include_spip('inc/autoriser');
	$GLOBALS['visiteur_session'] = ['id_auteur' => 1, 'statut' => '0minirezo', 'webmestre' => 'oui', 'lang' => 'fr', 'nom' => 'Webmestre', 'login' => 'webmestre'];
	$GLOBALS['auteur_session'] = $GLOBALS['visiteur_session'];
	$GLOBALS['connect_statut'] = '0minirezo';
}
