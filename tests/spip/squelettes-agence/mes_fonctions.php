<?php
// Les fonctions du site.

// le mois d'avant (-1) ou d'apres (1), pour tourner les pages du calendrier
function mois_voisin($mois, $n) {
	return date('Y-m', strtotime(($mois ? $mois : date('Y-m')) . "-15 $n month"));
}
