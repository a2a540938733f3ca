<?php
// Files to attach: small, of the type their names say, each with a content of its own.

require_once 'getid3/getid3.php'; // Debian's SPIP 4.4.30 looks for it beside the plugin medias, where the package does not put it


/** Makes a file in tmp/upload/ and returns its path. */
function made_file(string $name): string {
	$path = sous_repertoire(_DIR_TMP, 'upload') . $name;
	if (preg_match(',\.(jpg|png|gif)$,', $name)) {
		$picture = imagecreatetruecolor(320, 200);
		imagefill($picture, 0, 0, imagecolorallocate($picture, crc32($name) % 256, 120, 160));
		imagestring($picture, 3, 10, 10, $name, imagecolorallocate($picture, 255, 255, 255));
		imagejpeg($picture, $path, 40);
	} else {
		file_put_contents($path, (str_ends_with($name, '.pdf') ? "%PDF-1.4\n" : '') . str_repeat("$name\n", 90));
	}
	return $path;
}

/** Attaches files to an object; returns their numbers, in order. */
function add_documents(array $rows, string $object, int $id): array {
	include_spip('action/editer_document');
	$add = charger_fonction('ajouter_documents', 'action');
	$numbers = [];
	foreach ($rows as $row) {
		as_webmaster(); // adding a file forgets who does it
		[$number] = $add('new', [['tmp_name' => made_file($row['fichier']), 'name' => $row['fichier']]], $object, $id, 'document');
		document_modifier(or_fail($number, $row['fichier']), array_intersect_key($row, array_flip(['titre', 'descriptif', 'credits'])));
		$numbers[] = $number;
	}
	return $numbers;
}

/** A text whose `@0@` is the number of its first document. */
function placed(string $text, array $numbers): string {
	return preg_replace_callback(',@(\d+)@,', fn ($found) => $numbers[$found[1]], $text);
}
