(function () {
  var tout = function (s, f, d) { Array.prototype.forEach.call((d || document).querySelectorAll(s), f); };
  var volet = document.getElementById('volet');
  function bascule(oui) { if (volet) { volet.classList.toggle('est-ouvert', oui); volet.setAttribute('aria-hidden', !oui); } }
  tout('.barre__burger', function (b) { b.onclick = function () { bascule(true); }; });
  tout('.volet__fermer', function (b) { b.onclick = function () { bascule(false); }; });
  tout('[data-deploie]', function (b) { b.onclick = function () { var o = b.getAttribute('aria-expanded') !== 'true'; b.setAttribute('aria-expanded', o); b.parentNode.classList.toggle('est-ouvert', o); }; });
  tout('[data-onglets]', function (bloc) {
    tout('[role=tab]', function (o) {
      o.onclick = function () {
        tout('[role=tab]', function (x) { x.classList.toggle('est-actif', x === o); x.setAttribute('aria-selected', x === o); }, bloc);
        tout('[role=tabpanel]', function (p) { p.classList.toggle('est-actif', p.id === o.getAttribute('aria-controls')); }, bloc);
      };
    }, bloc);
  });
  tout('[data-copier]', function (b) { b.onclick = function () { navigator.clipboard.writeText(b.getAttribute('data-copier')); b.textContent = 'Lien copié'; }; });
  tout('[data-biscuits]', function (d) {
    if (localStorage.getItem('biscuits')) { d.hidden = true; }
    tout('button', function (b) { b.onclick = function () { localStorage.setItem('biscuits', b.hasAttribute('data-biscuits-oui') ? 'oui' : 'non'); d.hidden = true; }; }, d);
  });
})();
