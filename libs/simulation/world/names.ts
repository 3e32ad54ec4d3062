// Neutral lists; nobody is meant. No name here is part of the name of a simulated school, a member
// of staff or a place, so that a test can look for any of them outside of what is encrypted.

export const givenNames = {
  female: [
    ...['Abigail', 'Aisha', 'Amelie', 'Beatrix', 'Chioma', 'Daisy', 'Elodie', 'Fatima', 'Freya'],
    ...['Grace', 'Hafsa', 'Harriet', 'Ines', 'Isla', 'Jasmine', 'Kiera', 'Leila', 'Lottie'],
    ...['Maisie', 'Maryam', 'Mei', 'Niamh', 'Olivia', 'Orla', 'Phoebe', 'Priya', 'Rosa', 'Saskia'],
    ...['Sienna', 'Tilly', 'Yasmin', 'Zara', 'Zofia'],
  ],
  male: [
    ...[
      'Aaron',
      'Adam',
      'Alfie',
      'Arjun',
      'Ayaan',
      'Benjamin',
      'Caleb',
      'Corey',
      'Dylan',
      'Elijah',
    ],
    ...['Ethan', 'Felix', 'Finley', 'Harvey', 'Hassan', 'Isaac', 'Jakub', 'Jayden', 'Jude', 'Kofi'],
    ...['Leon', 'Liam', 'Logan', 'Mateo', 'Milo', 'Mohammed', 'Noah', 'Oscar', 'Riley', 'Rohan'],
    ...['Samuel', 'Teddy', 'Toby', 'Tyler', 'Zachary'],
  ],
} as const;

export const parentNames = [
  ...['Alison', 'Amara', 'Caroline', 'Claire', 'Dawn', 'Farah', 'Gemma', 'Hannah', 'Joanne'],
  ...['Karen', 'Kelly', 'Laura', 'Magda', 'Michelle', 'Natalie', 'Rebecca', 'Samantha', 'Shabana'],
  ...[
    'Craig',
    'Darren',
    'Gareth',
    'Kevin',
    'Martin',
    'Neil',
    'Paulo',
    'Rashid',
    'Stephen',
    'Wayne',
  ],
] as const;

export const familyNames = [
  ...['Adeyemi', 'Ahmed', 'Allsop', 'Atkins', 'Baptiste', 'Barker', 'Begum', 'Bennett', 'Bishara'],
  ...['Blackwell', 'Brady', 'Butcher', 'Chowdhury', 'Clifton', 'Coates', 'Costa', 'Dhillon'],
  ...['Donnelly', 'Edwards', 'Eze', 'Fairweather', 'Ferreira', 'Fielding', 'Gallagher', 'Garvey'],
  ...['Goddard', 'Grewal', 'Hargreaves', 'Hewitt', 'Hussain', 'Ibrahim', 'Jankowski', 'Jarvis'],
  ...['Kaczmarek', 'Kelleher', 'Khatun', 'Lambert', 'Lovell', 'Malik', 'McGrath', 'Mensah'],
  ...['Middleton', 'Mistry', 'Nowak', 'Okafor', 'Osborne', 'Osei', 'Parsons', 'Pereira', 'Popescu'],
  ...['Prescott', 'Quigley', 'Rawlings', 'Redfern', 'Saunders', 'Sesay', 'Shah', 'Skinner'],
  ...['Stanescu', 'Tanner', 'Tennant', 'Thakur', 'Tomlinson', 'Usman', 'Varga', 'Walsh'],
  ...['Whittaker', 'Wojcik', 'Wynne', 'Yilmaz', 'Zaman'],
] as const;

export const streetNames = [
  ...['Alder Way', 'Bellfounders Close', 'Coppergate Road', 'Damson Crescent', 'Elderberry Walk'],
  ...['Foundry Rise', 'Gannet Drive', 'Hopfield Avenue', 'Ironstone Lane', 'Juniper Gardens'],
  ...['Kingfisher Row', 'Linnet Street', 'Medlar Court', 'Nightjar Road', 'Orchard View'],
  ...['Pippin Close', 'Quarry Bank', 'Ropewalk', 'Sandpiper Way', 'Tiler Street', 'Weaver Green'],
] as const;

/** First parts of the names of made-up schools. */
export const schoolNames = [
  ...['Applemere', 'Ashwhistle', 'Barleycombe', 'Birchenfold', 'Bluestile', 'Brambledown'],
  ...['Brightwater', 'Cherrymead', 'Clovershaw', 'Copperden', 'Cuckooholt', 'Dovesgate'],
  ...['Elmsworthy', 'Fallowfield', 'Fernmarsh', 'Foxglade', 'Gorsehanger', 'Greenlea'],
  ...['Harebell', 'Hazelbourne', 'Heronsmead', 'Hollowbrook', 'Ivychurch Vale', 'Kestrelwood'],
  ...['Larkstone', 'Lavenderley', 'Limepits', 'Longfurrow', 'Mallowdene', 'Marlpit', 'Meadowsweet'],
  ...['Millrace', 'Mistlewood', 'Nettlebed Park', 'Oastmere', 'Otterbourne End', 'Owlsbury'],
  ...['Paddockhurst', 'Pearmain', 'Pennyroyal', 'Plumtree', 'Quillhurst', 'Ravensedge', 'Reedham'],
  ...['Rooksnest', 'Rowanbank', 'Saltwhistle', 'Sedgewick', 'Shepherdswell', 'Silverbeck'],
  ...['Skylark', 'Snowdrop', 'Sorrelcombe', 'Speedwell', 'Starlings', 'Stonecrop', 'Swallowfield'],
  ...['Thistledown', 'Thornmere', 'Wagtail', 'Waterside', 'Whitebeam', 'Willowherb', 'Wychling'],
] as const;
