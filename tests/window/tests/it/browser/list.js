// Answers the list of dossiers without end, so that the front end alone is looked at. ROWS is replaced by their number.
const rows = ROWS, ask = window.fetch;
let given = 0;
const row = (n) => ({
    id: `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    reference: `2026/RES/${String(n % 1000000).padStart(6, '0')}`,
    subject: ['Certificat de résidence élargi', 'Autorisation de construire : extension d’une maison unifamiliale', 'Wunnsëtzzertifikat'][n % 3],
    status: 'open', procedure: null, party: ['Anne-Marie Schroeder', 'Jang Thill', null][n % 3],
    documents: n % 7, waiting: n % 5 === 0 ? 1 : 0, changed_at: '2026-11-20T08:55:00Z',
});
window.fetch = (address, ...rest) => {
    if (!String(address).includes('dossier_page')) return ask(address, ...rest);
    const size = given === 0 ? 100 : 200, page = [];
    for (let i = 0; i < size && given < rows; i++) page.push(row(given++));
    const answer = { rows: page, next: given < rows ? `${given}.${given}` : null, count: { counted: rows, more: false } };
    return Promise.resolve(new Response(JSON.stringify([{ arguments: {}, answer }])));
};
