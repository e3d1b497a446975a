const texts: Readonly<Record<string, string>> = {
  "plan.yaml": `format: 1
id: sample
title: Sample plan
description: Made up for tests.
as_of: 2020-12-31
first_fiscal_year: 2021
last_fiscal_year: 2023
recommended_scenario: more-training
scenarios:
  - id: more-training
    title: More training
    description: IMET grows in FY2022.
    tests:
      - question: Are there places in the courses?
        asked_by: Nobody
        answer: null
      - question: Does law allow it?
        asked_by: Nobody
        answer: Yes.
`,
  "scenarios/more-training.csv": `author,at,reason,table,row,field,before,after
planner,2020-12-28T15:00:00Z,More places,resources,IMET-2022,amount,1000000,1500000
`,
  "objectives.csv": `id,parent,level,name,statement,weight,target_effect
secure,,strategy,Secure partners,Partners keep their own peace.,1,
sea,secure,objective,Safe seas,Partners see and police their waters.,3,60
schools,secure,objective,Sound institutions,"Officers learn, and teach others.",1,5
`,
  "partners.csv": `id,name,kind,iso3,bureau,tier,tier_reason
PHL,Philippines,country,PHL,EAP,tier-1,Treaty ally
UKR,Ukraine,country,UKR,EUR,tier-2,
`,
  "affiliations.csv": `id,partner,kind,value
UKR-EUCOM,UKR,combatant_command,EUCOM
`,
  "assumptions.csv": `id,statement,partners,owner,test,review_on
flat-money,Congress keeps the level of FY2021.,PHL;UKR,Budget office,The next request is lower.,2021-03-01
`,
  "scales.csv": `id,scale,name,factor,up_to
tier-1,tier,First,1.5,
tier-2,tier,Second,1,
direct,relevance,Direct,1,
likely,confidence,Likely,0.8,
small,level,Small,1.2,
full,level,Full,1,
first-half,return,First half,1.5,0.5
second-half,return,Second half,0.5,1
beyond,return,Beyond,0,
`,
  "resources.csv": `id,account,fiscal_year,stage,amount,assumptions
FMF-2021,FMF,2021,enacted,20000000,
FMF-2022,FMF,2022,projected,20000000,flat-money
FMF-2023,FMF,2023,projected,20000000,flat-money
IMET-2021,IMET,2021,enacted,1000000,
IMET-2022,IMET,2022,projected,1000000,flat-money
IMET-2023,IMET,2023,projected,1000000,flat-money
`,
  "directives.csv": `id,name,kind,force,accounts,partners,fiscal_year,amount,within,citation
ukraine-floor,"Ukraine, at least",not_less_than,law,FMF,UKR,2021,5000000,,Made up for tests.
ukraine-tranche,"Ukraine, withheld",withhold,law,FMF,UKR,2021,1000000,ukraine-floor,Made up for tests.
`,
  "initiatives.csv": `id,name,partner,kind,illustrative,agency,accounts,purpose,recipient,focus,domain,earliest_start,latest_start,assumptions,cost_basis
PHL-radar,"Coastal radar, Philippines",PHL,proposal,true,State,FMF,maritime_border_security,defense,operational,maritime,2021,2022,,Made up for tests.
UKR-boats,"Patrol boats, Ukraine",UKR,continuing,false,State,FMF,military_capability,defense,tactical,maritime,2021,2021,flat-money,Made up for tests.
UKR-schools,"Officer schools, Ukraine",UKR,continuing,false,State,FMF;IMET,military_education,defense,institutional,general,2021,2023,,Made up for tests.
`,
  "packages.csv": `id,initiative,name,level
PHL-radar.small,PHL-radar,One site,small
PHL-radar.full,PHL-radar,Three sites,full
UKR-boats.full,UKR-boats,As before,full
UKR-schools.full,UKR-schools,As before,full
`,
  "lines.csv": `id,package,year_offset,kind,amount
l1,PHL-radar.small,0,equipment,6000000
l2,PHL-radar.full,0,equipment,12000000
l3,PHL-radar.full,1,training,2500000.50
l4,UKR-boats.full,0,equipment,9000000
l5,UKR-boats.full,1,sustainment,4000000
l6,UKR-schools.full,0,training,800000
`,
  "effects.csv": `id,initiative,package,objective,relevance,confidence,effect
e1,PHL-radar,,sea,direct,likely,
e2,PHL-radar,PHL-radar.full,sea,direct,likely,20.5
e3,UKR-boats,,sea,direct,likely,
e4,UKR-schools,,schools,direct,likely,
`,
  "links.csv": `id,kind,initiative,other,lag_years,reason
boats-need-schools,requires,UKR-boats,UKR-schools,0,Crews come first.
`,
  "limits.csv": `id,name,kind,partners,amount
PHL-absorbs,"Philippines, at most",absorption,PHL,15000000
`,
  "baseline.csv": `id,partner,account,fiscal_year,stage,amount,note
UKR-FMF-2020,UKR,FMF,2020,obligated,9000000,
PHL-IMET-2020,PHL,IMET,2020,obligated,-12.50,"Taken back, from earlier years"
`,
  "claims.csv": `id,subject,statement,value,unit,said_by,source,check
c1,Ukraine,"A paper says ""about 9 million"".",9000000,US dollars,Nobody,Made up for tests.,agrees
`,
};

/** The files of the sample plan, as texts by path inside the plan folder. */
export function samplePlanTexts(): Map<string, string> {
  return new Map(Object.entries(texts));
}

/** The files of the sample plan, as bytes by path inside the plan folder. */
export function samplePlanFiles(): Map<string, Uint8Array> {
  const encoder = new TextEncoder();
  return new Map(Object.entries(texts).map(([path, text]) => [path, encoder.encode(text)]));
}
