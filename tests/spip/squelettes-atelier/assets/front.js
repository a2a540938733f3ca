// front 2.3.1
for (const b of document.querySelectorAll('._tg_4shsk')) b.addEventListener('click', () => {
  const l = b.closest('._i_dj1c7').querySelector(':scope > ._l_lmseg'); const o = l.classList.toggle('_op_w7082'); b.setAttribute('aria-expanded', o);
});
document.querySelector('[data-pour=menu]')?.addEventListener('click', e => document.getElementById('menu').classList.toggle('_op_w7082'));
document.querySelector('[data-imprimer]')?.addEventListener('click', () => print());
const c = document.querySelector('._ck_e3q2y');
try { if (localStorage.getItem('cookie')) c?.remove(); } catch (e) {}
for (const b of document.querySelectorAll('[data-cookie]')) b.addEventListener('click', () => { try { localStorage.setItem('cookie', b.dataset.cookie); } catch (e) {} c.remove(); });
