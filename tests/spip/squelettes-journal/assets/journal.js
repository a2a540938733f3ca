(function () {
	var b = document.querySelector('.cookie-bar');
	if (!b) return;
	try { if (!localStorage.getItem('temoins')) b.hidden = false; } catch (e) { b.hidden = false; }
	b.addEventListener('click', function (e) {
		var r = e.target.getAttribute('data-cookie');
		if (r) { try { localStorage.setItem('temoins', r); } catch (x) {} b.hidden = true; }
	});
})();
