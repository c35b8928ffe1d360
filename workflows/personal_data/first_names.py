"""First names given in England often enough to be told from other words, so far as they are no words themselves.

Left out are names that are also a month, a place, a word of the field or a common surname in posts' names.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    aaliyah aaron abbie abdul abdullah abigail adam adeel adele ahmad ahmed aiden aisha aishah alan alba albert alex
    alexander alexandra alfie ali alice alicia alisha alison amara amelia amelie amina amir amira amirah amna amy ana
    anaya andrew angel angela anisa anna annabelle anne anwar archer archie aria ariana arjun arlo arthur asad asha
    asher asif atif aurora austin ava ayaan ayan ayesha ayla azaan bella benjamin beth bethany bilal blake bobby bonnie
    bradley brandon brian brody caleb callum cameron carl carol caroline carter catherine charles charlie charlotte
    chester chloe chris christian christopher ciara clara claire cody colin connie connor conor corey craig cynthia
    daisy dan daniel danielle danny darcey darcie darren david dawud declan deena denise dexter dominic donna dora
    dylan eddie edith edward eesa eleanor elena eli elias elijah eliza elizabeth ella ellie elliot elliott elsie
    emilia emily emma eric erin esme ethan eva evan evelyn evie ezra faisal faiza fallon farah farhan fatima
    felicity felix fern finlay finley fiona flora florence frank frankie fred freddie frederick freya gabriel gareth
    gary gemma george georgia georgie gloria gracie graham greta hadiya hafsa haleema hamza hana hanna hannah haris
    haroon harper harriet harrison harry harvey hasan hassan hattie heather heidi helen henry hira holly hugo
    humza husna hussain ibrahim ibraheem idris iman imogen imran inaya indie iqra isaac isabel isabella isabelle isla
    ismail ivy jackson jacob jade jake james jamie jane jannat jasmine jason jaxon jayden jenny jenson jeremy
    jessica joanna joe joel john jonah jonathan joseph joshua josh judah jude julia julian kacper kai karen karim kate
    katie kayla kaylee keira kelly kelsey kevin khadija khadijah khalid kian kieran kiera kim kirsty kofi kyle kyra
    laila lara laura lauren layla leah leo leon leona lewis lexi liam lily lilly lola logan lottie louie louis louise
    luca lucas lucy luke luna lydia mabel maddison madison maggie maha maisie malik maria mariam mariya martha
    martin maryam mason matilda matthew maya mehdi megan mia michael michelle mila miles milly millie minahil mira
    mohammad mohammed molly muhammad musa mustafa myla nadia naila nancy natalie natasha nathan neha neil niamh nicola
    nicole nina noah noor nora oakley oliver olivia ollie omar orla oscar otis owen patricia patrick paul penelope
    peter philip phoebe piotr polly poppy priya rachel rahim rania raza rebecca reggie rehan reuben rhys rita robert
    robin robyn rohan ronan ronnie rory rosa rosie rowan roxy ruby rupert ryan saad sabrina sadia safa safiya sahil
    saima saira salma sam samantha samira samuel sana sara sarah scarlett sean sebastian seth shabana shahid shannon
    sharon sienna simon sofia sophia sophie stanley stefan stella stephen steven stuart sumaya susan tabitha tahir
    talha tamara tanya tariq taylor teddy teresa theo theodore thea theresa thomas tia tilly timothy toby tom tommy
    toni tracey tyler umar usman vanessa victoria vincent violet wayne william willow yahya yasin yasmin yasmine yusuf
    zac zachary zahra zain zainab zak zakariya zara zayd zayn zeeshan zoe zoya zuzanna
    """.split()
)
