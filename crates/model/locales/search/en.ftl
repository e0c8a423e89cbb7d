# Texts of the area: search.

search-date = “{ $typed }” is no date for the filter “{ $filter }”; the rest is searched for.
  .next = Write 2026, 03.2026 or 09.03.2026.
search-value = The filter “{ $filter }” has no value; the rest is searched for.
  .next = Write the value right behind the colon, in quotes if it has several words.
search-long = Only the first { $limit } words are searched for.
  .next = Write fewer words.
search-saved-unknown = You have no saved search “{ $name }”.
  .next = Look at the list of your saved searches.
search-saved-taken = You already have a saved search “{ $name }”.
  .next = Choose another name, or delete the old search first.
search-access = “{ $typed }” is no access that the filter “{ $filter }” knows; the rest is searched for.
  .next = Write internal, restricted or confidential.
