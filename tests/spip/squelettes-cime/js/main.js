// Réveille les composants rendus côté serveur : volets, onglets, bandeau.
document.querySelectorAll('app-accordion .pk').forEach((bouton) => {
	bouton.addEventListener('click', () => {
		const ouvert = bouton.getAttribute('aria-expanded') === 'true';
		bouton.setAttribute('aria-expanded', String(!ouvert));
	});
});
document.querySelectorAll('app-tabs .tl').forEach((onglet) => {
	onglet.addEventListener('click', () => onglet.parentElement.classList.toggle('on'));
});
document.querySelectorAll('app-cookies .cb').forEach((bouton) => {
	bouton.addEventListener('click', () => bouton.closest('app-cookies').remove());
});
