#!/usr/bin/env bash
# BCS and AMI from CSV to CSV: 12 columns of the synthetic population, everything else the same for all.
#   bench/table_speed.sh [--rows N] [--repetitions N]
# Builds nothing: cmake --preset bench && ninja -C build/bench table_speed. Prints one JSON object (bench/README.md).
set -euo pipefail
cd "$(dirname "$0")/.."
columns=(
  'étudiant . date de naissance' 'étudiant . nationalité' 'foyer . revenu brut global' 'foyer . enfants à charge'
  'foyer . enfants dans le supérieur' 'foyer . distance' 'études . niveau' 'études . crédits' 'bourse . droits utilisés'
  'séjour . pays' 'séjour . début' 'séjour . fin'
)
constants=(
  'rentrée=01/09/2025' 'étudiant . durée de résidence en France=2 an' 'étudiant . rattachement fiscal en France=2 an'
  'étudiant . enfants élevés=0 enfant' 'étudiant . réfugié=non' 'étudiant . travail en France=non'
  'étudiant . parent ayant eu des revenus en France=non' 'étudiant . handicap reconnu=non' 'étudiant . aidant=non'
  'étudiant . première demande=oui' 'étudiant . volontariat dans les armées=non' 'étudiant . service civique en cours=non'
  'étudiant . revenu de remplacement=non' "études . établissement='autre'" "études . établissement . statut='public'"
  "études . établissement . région='FR-IDF'" 'études . passage en année supérieure=oui' 'études . sans interruption=oui'
  'études . baccalauréat ou équivalent=oui' 'études . formation initiale=oui' 'études . temps plein=oui'
  'études . alternance=non' 'études . diplôme national=oui' 'bourse . droits utilisés en licence=0'
  'bourse . droits supplémentaires=0' 'bourse . aide spécifique annuelle=non' "séjour . type='études'"
  'séjour . dans le cursus=oui' 'séjour . accord entre établissements=oui' "mobilités passées . mois d'AMI=0 mois"
  'mobilités passées . mois non effectués Covid=0 mois'
)
options=(--rules rulebook --target 'aides . bcs . montant' --target 'aides . ami . montant')
for column in "${columns[@]}"; do options+=(--column "$column"); done
for constant in "${constants[@]}"; do options+=(--constant "$constant"); done
exec build/bench/bin/table_speed "${options[@]}" "$@"
