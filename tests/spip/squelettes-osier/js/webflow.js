/*! Interactions */
(function () {
  document.querySelectorAll('.accordion-item-trigger').forEach(function (t) {
    function bascule() {
      var c = document.getElementById(t.getAttribute('aria-controls'));
      var o = t.getAttribute('aria-expanded') === 'true';
      t.setAttribute('aria-expanded', o ? 'false' : 'true');
      c.style.height = o ? '0px' : c.scrollHeight + 'px';
    }
    t.addEventListener('click', bascule);
    t.addEventListener('keydown', function (e) { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); bascule(); } });
  });
  var b = document.querySelector('[data-fs-cc="banner"]');
  if (b && !localStorage.getItem('fs-cc')) {
    b.style.display = 'block';
    b.addEventListener('click', function (e) { var k = e.target.getAttribute('data-fs-cc'); if (k && k !== 'banner') { e.preventDefault(); localStorage.setItem('fs-cc', k); b.style.display = 'none'; } });
  }
})();
