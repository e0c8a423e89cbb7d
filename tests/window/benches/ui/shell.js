// The desktop shell for the bench, before anything of the page runs: what ships is measured as it ships, with a desk that
// answers at once and has ROWS dossiers (replaced by their number). Answers arrive as those of the real shell do: later,
// and as values that were parsed from text.
(() => {
    const total = ROWS;
    const subjects = [
        'Certificat de résidence élargi',
        'Autorisation de construire : extension d’une maison unifamiliale',
        'Wunnsëtzzertifikat',
    ];
    const row = (n) => ({
        id: `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
        reference: `2026/RES/${String(n % 1000000).padStart(6, '0')}`,
        subject: subjects[n % 3], status: 'open', procedure: null,
        party: ['Anne-Marie Schroeder', 'Jang Thill', null][n % 3],
        documents: n % 7, waiting: n % 5 === 0 ? 1 : 0, changed_at: '2026-11-20T08:55:00Z',
    });
    const answers = {
        start: () => ({ settings: { lang: 'fr', theme: 'light', toured: true, begun: true }, desk_exists: true, unlocked: true,
            version: '0.1.0', seal_key: null, procedures: [] }),
        desk: () => ({ id: '01900000-0000-7000-8000-000000000000', administration: 'Commune de Mamer', person: 'Danielle Weber',
            roles: ['case-worker'], platform: null, waiting: 0, last_sync: null, demo: false }),
        dossier_page: ({ filter }) => {
            const from = filter.after ? Number(filter.after.split('.')[0]) : 0;
            const to = Math.min(from + filter.limit, total), rows = [];
            for (let n = from; n < to; n++) rows.push(row(n));
            return { rows, next: to < total ? `${to}.${to}` : null, count: { counted: total, more: false } };
        },
        facets: () => ({ procedures: [], statuses: [], tags: [], states: [], offices: [], classes: [], years: [] }),
    };
    const lists = ['unfiled', 'conflicts', 'alarms', 'saved_searches', 'search_problems', 'new_reminders', 'waiting_records'];
    let callbacks = 0;
    globalThis.greffeAsked = {};
    globalThis.__TAURI_INTERNALS__ = {
        transformCallback: () => ++callbacks,
        unregisterCallback: () => {},
        invoke: async (command, values) => {
            greffeAsked[command] = (greffeAsked[command] ?? 0) + 1;
            const answer = answers[command]?.(values) ?? (lists.includes(command) ? [] : null);
            const text = JSON.stringify(answer);
            await new Promise((later) => setTimeout(later, 1));
            return JSON.parse(text);
        },
    };
})();
