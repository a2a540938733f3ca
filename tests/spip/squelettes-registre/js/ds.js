(function () {
  document.addEventListener('click', function (e) {
    var b = e.target.closest('[aria-controls][aria-expanded]');
    if (b) {
      var open = b.getAttribute('aria-expanded') === 'true', p = document.getElementById(b.getAttribute('aria-controls'));
      b.setAttribute('aria-expanded', String(!open));
      if (p) p.classList.toggle('ds-collapse--expanded', !open);
      return;
    }
    var o = e.target.closest('[data-ds-opens]');
    if (o) {
      var d = document.getElementById(o.getAttribute('data-ds-opens'));
      if (d) { e.preventDefault(); d.showModal ? d.showModal() : (d.hidden = false, d.classList.add('ds-modal--opened')); }
      return;
    }
    var c = e.target.closest('[data-ds-closes]');
    if (c) {
      var f = document.getElementById(c.getAttribute('data-ds-closes'));
      if (f) { f.classList.remove('ds-modal--opened'); if (f.classList.contains('ds-consent-banner')) { f.hidden = true; try { localStorage.setItem('temoins', '1'); } catch (x) {} } }
      return;
    }
    var k = e.target.closest('[data-ds-copy]');
    if (k && navigator.clipboard) navigator.clipboard.writeText(k.getAttribute('data-ds-copy'));
  });
  try { if (!localStorage.getItem('temoins')) document.getElementById('bandeau-temoins').hidden = false; } catch (x) {}
})();
