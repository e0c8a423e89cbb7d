# Textes du domaine: search.

search-date = « { $typed } » n’est pas une date pour le filtre « { $filter } » ; le reste est recherché.
  .next = Écrivez 2026, 03.2026 ou 09.03.2026.
search-value = Le filtre « { $filter } » n’a pas de valeur ; le reste est recherché.
  .next = Écrivez la valeur juste après les deux-points, entre guillemets si elle a plusieurs mots.
search-long = Seuls les { $limit } premiers mots sont recherchés.
  .next = Écrivez moins de mots.
search-saved-unknown = Vous n’avez pas de recherche enregistrée « { $name } ».
  .next = Regardez la liste de vos recherches enregistrées.
search-saved-taken = Vous avez déjà une recherche enregistrée « { $name } ».
  .next = Choisissez un autre nom, ou supprimez l’ancienne recherche d’abord.
search-access = « { $typed } » n’est pas un accès que le filtre « { $filter } » connaît ; le reste est recherché.
  .next = Écrivez interne, restreint ou confidentiel.
