// Asks for the token once; from then on a cookie stands for it that no script can read.
import { speak, t, language } from './words/words.js';

speak(localStorage.getItem('admin.language'), ...navigator.languages);
document.documentElement.lang = language();
document.querySelectorAll('[data-word]').forEach(each => (each.textContent = t(each.dataset.word)));

const token = document.getElementById('token');
const failed = document.getElementById('failed');

const why = status => t(status === 429 ? 'login.often' : status === 401 ? 'login.wrong' : 'login.failed');

document.getElementById('login').addEventListener('submit', async event => {
  event.preventDefault();
  failed.textContent = '';
  try {
    const answer = await fetch('/admin/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: token.value }),
    });
    if (answer.ok) {
      location.replace(`/admin/${location.hash}`);
      return;
    }
    failed.textContent = why(answer.status);
  } catch {
    failed.textContent = t('login.failed');
  }
  token.select();
});
