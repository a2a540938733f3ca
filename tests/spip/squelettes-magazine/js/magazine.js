(function (d) {
  function bascule(b) {
    var p = d.getElementById(b.getAttribute('aria-controls'));
    b.addEventListener('click', function () {
      var o = b.getAttribute('aria-expanded') === 'true';
      b.setAttribute('aria-expanded', String(!o));
      p.classList.toggle('is-open', !o);
      if (p.hasAttribute('hidden') || o) { p.hidden = o; }
    });
  }
  d.querySelectorAll('[aria-controls]').forEach(bascule);
  d.querySelectorAll('.c-tabs__tab').forEach(function (t) {
    t.addEventListener('click', function () {
      d.querySelectorAll('.c-tabs__tab.is-active').forEach(function (x) { x.classList.remove('is-active'); });
      t.classList.add('is-active');
    });
  });
  var c = d.querySelector('.c-consent');
  if (c) {
    if (localStorage.getItem('consent')) { c.classList.remove('is-pending'); }
    c.querySelectorAll('[data-consent]').forEach(function (b) {
      b.addEventListener('click', function () { localStorage.setItem('consent', b.dataset.consent); c.classList.remove('is-pending'); });
    });
  }
})(document);
