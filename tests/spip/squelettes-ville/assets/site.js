document.addEventListener('click', function (e) {
	var b = e.target.closest('[data-bascule]');
	if (b) {
		var p = document.getElementById(b.getAttribute('aria-controls'));
		var ouvert = b.getAttribute('aria-expanded') === 'true';
		b.setAttribute('aria-expanded', ouvert ? 'false' : 'true');
		p.classList.toggle('hidden', ouvert);
		return;
	}
	var c = e.target.closest('[data-copier]');
	if (c && navigator.clipboard) { navigator.clipboard.writeText(c.dataset.copier); c.textContent = 'Lien copié'; return; }
	var k = e.target.closest('[data-cookies]');
	if (k) { localStorage.setItem('cookies', k.dataset.cookies); document.getElementById('bandeau-cookies').remove(); }
});
if (localStorage.getItem('cookies')) { var bc = document.getElementById('bandeau-cookies'); if (bc) bc.remove(); }
