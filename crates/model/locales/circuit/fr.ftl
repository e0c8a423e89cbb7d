# Textes du domaine: circuit.
circuit-unknown = Il n’y a pas de circuit { $circuit }.
  .next = Rouvrez le dossier et choisissez le circuit dans la liste.
circuit-none = « { $title } » n’est dans aucun circuit.
  .next = Envoyez d’abord le document dans un circuit.
circuit-already = « { $title } » est déjà dans le circuit « { $circuit } ».
  .next = Terminez ce circuit ou retirez-le avant d’en lancer un autre.
circuit-document-sealed = « { $title } » est déjà scellé : plus rien ne peut être décidé à son sujet.
  .next = Rédigez un nouvel acte qui le remplace.
circuit-rule-unknown = La procédure n’a pas de circuit { $rule } pour ce document.
  .next = Nommez un circuit de la procédure, ou composez les étapes à la main.
circuit-rule-not-named = La procédure a plusieurs circuits : { $rules }.
  .next = Nommez celui que le document doit suivre.
circuit-other-version = La version que vous avez vue n’est plus la dernière : la version { $version } de { $by } date du { $at }.
  .next = Lisez la nouvelle version, puis recommencez.
circuit-step-count = Le circuit a { $count } étapes ; il en faut au moins une et au plus { $most }.
  .next = Ajoutez ou retirez des étapes.
circuit-stage-zero = L’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » est au rang 0 ; les rangs commencent à 1.
  .next = Donnez-lui un rang à partir de 1.
circuit-only-optional = Toutes les étapes du circuit sont facultatives : personne ne devrait rien faire.
  .next = Rendez au moins une étape obligatoire.
circuit-after-seal = L’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » ne peut se faire en même temps que le sceau du rang { $stage } ni après lui : un document scellé ne change plus.
  .next = Placez-la avant le sceau ; après lui, seul l’envoi est possible.
circuit-step-for-nobody = L’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » du rang { $stage } ne dit pas qui la fait.
  .next = Indiquez une personne, un rôle ou un bureau.
circuit-person-unknown = { $person } n’est pas connu sur ce poste.
  .next = Choisissez une personne de la liste.
circuit-deadlock = Personne ne peut faire l’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » du rang { $stage } : { $reason ->
    [four-eyes] toutes les personnes possibles font déjà une autre étape ou ont rédigé le document (quatre yeux)
   *[nobody] personne n’a ce rôle, n’appartient à ce bureau ou ne peut voir ce dossier
  }.
  .next = Confiez l’étape à quelqu’un d’autre, ou faites ajouter une personne ou un rôle par l’administrateur.
circuit-step-unknown = Il n’y a pas d’étape { $step } dans ce circuit.
  .next = Rouvrez le circuit et choisissez l’étape dans la liste.
circuit-over = Plus rien ne peut être fait dans ce circuit : { $status ->
    [refused] il a été refusé et attend la personne qui l’a lancé
    [withdrawn] il a été retiré
    [cancelled] il a été annulé
    [finished] il est terminé
   *[running] il est en cours
  }.
  .next = La personne qui l’a lancé peut le relancer s’il a été refusé ou retiré.
circuit-step-done = L’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » du rang { $stage } est déjà faite.
  .next = Rouvrez le circuit pour voir par qui.
circuit-not-due = L’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » du rang { $stage } n’est pas encore possible : le rang { $current } est en cours.
  .next = Attendez que les étapes précédentes soient faites.
circuit-not-for-you = L’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » du rang { $stage } n’est pas pour { $person }.
  .next = Elle revient à la personne, au rôle ou au bureau nommé, ou à qui a sa délégation.
circuit-four-eyes = Quatre yeux : { $person } a déjà fait l’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » du rang { $stage }.
  .next = Une autre personne doit faire celle-ci.
circuit-four-eyes-draft = Quatre yeux : { $person } a rédigé le document ou fait une autre étape.
  .next = Une autre personne doit faire cette étape.
circuit-delegate-own-draft = { $person } a rédigé le document et ne peut agir par délégation à son sujet.
  .next = La personne absente, ou une autre, doit faire cette étape.
circuit-other-act = L’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » se fait autrement.
  .next = Signez, scellez ou envoyez le document ; visa, avis et approbation se donnent directement.
circuit-dispatch-in-future = Le { $on } est à venir : un envoi se note le jour où il a eu lieu.
  .next = Indiquez le jour réel de l’envoi.
circuit-no-earlier-stage = Il n’y a pas de rang { $stage } avant le rang { $current }.
  .next = Choisissez un rang antérieur du circuit.
circuit-sealed = Le document est scellé : le circuit ne peut plus revenir en arrière.
  .next = Rédigez un nouvel acte qui le remplace.
circuit-cannot-take-over = { $person } ne peut reprendre l’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } ».
  .next = Choisissez une personne qui a le rôle nécessaire et peut voir le dossier.
circuit-not-optional = L’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » du rang { $stage } est obligatoire.
  .next = Faites-la, ou faites-la faire par quelqu’un d’autre.
circuit-not-starter = Seul { $starter }, qui a lancé le circuit, peut le faire.
  .next = Demandez-le-lui, ou à un administrateur d’annuler le circuit.
circuit-not-administrator = { $person } n’est pas administrateur.
  .next = Demandez à un administrateur.
circuit-not-to-restart = Ce circuit est en cours ou terminé : il ne se relance pas.
  .next = Lancez un nouveau circuit si le document doit être revu.
circuit-not-there-yet = Le circuit n’en est pas encore à l’étape « { $kind ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » : le rang { $stage } est en cours.
  .next = Attendez que les étapes précédentes soient faites.
circuit-refused-not-sealed = Le circuit de ce document a été refusé.
  .next = La personne qui l’a lancé corrige le document et relance le circuit, ou le retire.
circuit-not-a-persons-certificate = Le certificat de { $holder } n’est pas celui d’une personne physique.
  .next = Signez avec votre propre certificat de signature ; le certificat du sceau sert à sceller.
delegation-unknown = Il n’y a pas de délégation { $delegation }.
  .next = Choisissez-la dans la liste.
delegation-to-oneself = Nul ne se donne délégation à soi-même.
  .next = Choisissez une autre personne.
delegation-reversed = La délégation finit le { $last }, avant de commencer le { $first }.
  .next = Corrigez les dates.
delegation-past = La délégation est déjà finie le { $last }.
  .next = Choisissez une date de fin à partir d’aujourd’hui.
delegation-person-unknown = { $person } n’est pas connu sur ce poste.
  .next = Choisissez une personne de la liste.
delegation-person-left = { $person } ne travaille plus ici.
  .next = Choisissez une autre personne.
delegation-overlaps = { $principal } a déjà donné délégation à { $delegate } du { $first } au { $last } pour la même matière.
  .next = Choisissez d’autres dates ou une autre matière, ou révoquez l’autre délégation.
delegation-circle = { $delegate } a déjà donné délégation à { $principal }, directement ou par d’autres, pour la même période.
  .next = Choisissez une autre personne ou d’autres dates.
delegation-not-yours = La délégation est l’affaire de { $principal }.
  .next = Demandez-le-lui, ou à un administrateur.
delegation-revoked = La délégation est déjà révoquée.
  .next = Il n’y a plus rien à faire.
task-unknown = Il n’y a pas de tâche { $task }.
  .next = Choisissez-la dans la liste.
task-done = La tâche « { $title } » est déjà faite.
  .next = Il n’y a plus rien à faire.
task-not-done = La tâche « { $title } » n’est pas faite.
  .next = Il n’y a rien à rouvrir.
task-not-yours = La tâche « { $title } » est celle de quelqu’un d’autre.
  .next = La personne chargée ou celle qui l’a donnée peut la clore.
note-unknown = Il n’y a pas de note { $note }.
  .next = Rouvrez le dossier.
note-not-yours = La note est de { $author }.
  .next = Écrivez une note à votre nom.
people-unknown = { $person } n’est pas connu sur ce poste.
  .next = Choisissez une personne de la liste.
people-ambiguous = Plusieurs personnes s’appellent { $person }.
  .next = Écrivez le nom en entier.
people-left = { $person } ne travaille plus ici.
  .next = Choisissez une autre personne.
