# Textes du domaine: search.
search-hint = Des mots suffisent. Pour préciser : "rue de la Gare" (mots dans cet ordre), -refus (sans ce mot), tag:urgent, after:03.2026 ; de même procedure:, status:, party:, office:, class:, access:, before:, year:.
search-keep = Enregistrer la recherche
search-keep-text = « { $query } »
search-is-kept = Recherche « { $name } » enregistrée.
search-not-complete = Ces mots sont très fréquents : seuls les passages les plus récents ont été regardés. Ajoutez un mot.
saved-searches = Recherches enregistrées
saved-name = Nom de la recherche
saved-rename-of = Renommer la recherche « { $name } »
saved-remove-of = Supprimer la recherche « { $name } »
saved-is-removed = La recherche enregistrée est supprimée.
dossiers-count-more = Plus de { $count } dossiers
list-more = Afficher la suite
list-coming = { $count } lignes sont là, les autres arrivent.
filters = Filtres
filter-status = Ouvert ou clos
filter-office = Service
filter-every-status = Tous
filter-every-procedure = Toutes les procédures
filter-every-state = Tous les états
filter-every-tag = Tous les mots-clés
filter-every-class = Tout le plan
filter-every-office = Tous les services
filter-every-access = Tous les accès
status-open = Ouverts
status-closed = Clos
order = Ordre
order-changed = Dernière modification
order-created = Création
order-reference = Référence
place-page = { $title }, page { $page }
place-title = Titre d’un document
place-party = Partie
place-tag = Mot-clé
place-note = Note
history-search-saved = Recherche « { $name } » enregistrée
history-search-removed = Recherche enregistrée « { $name } » supprimée
history-search-renamed = Recherche enregistrée « { $old } » renommée « { $name } »
texts-title = Textes pour la recherche
texts-text = Ce qui n’a pas pu être lu est lu de nouveau ; les images de texte aussi, si la reconnaissance de caractères (OCR) a été installée depuis.
texts-again = Relire les textes
texts-nothing = Il n’y avait rien à relire : la recherche trouve tout ce qui peut être lu.
texts-done = { $count ->
    [one] { $count } texte est lu : la recherche le trouve.
   *[other] { $count } textes sont lus : la recherche les trouve.
  }
texts-none = { $count ->
    [one] { $count } fichier ne contient pas de texte.
   *[other] { $count } fichiers ne contiennent pas de texte.
  }
texts-ocr = { $count ->
    [one] { $count } fichier est une image de texte : il faut la reconnaissance de caractères (OCR).
   *[other] { $count } fichiers sont des images de texte : il faut la reconnaissance de caractères (OCR).
  }
texts-failed = { $count ->
    [one] { $count } fichier n’a pas pu être lu.
   *[other] { $count } fichiers n’ont pas pu être lus.
  }
texts-waiting = { $count ->
    [one] { $count } texte attend encore.
   *[other] { $count } textes attendent encore.
  }
