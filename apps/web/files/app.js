// Everything works without this. With it, menus fold and a form that is sent is not sent again.
const { dataset } = document.querySelector('script[data-govuk]');
const govuk = await import(dataset.govuk);
govuk.initAll();

for (const form of document.querySelectorAll('form[method="post"]'))
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    // Whoever comes back with the browser's own button may send it again.
    setTimeout(() => delete form.dataset.sent, 4000);
  });

addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) delete form.dataset.sent;
});

// Choosing all of a list at once.
for (const button of document.querySelectorAll('button[data-chooses]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const boxes = document.querySelectorAll(
      `input[type="checkbox"][name="${button.dataset.chooses}"]`,
    );
    const all = [...boxes].every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
