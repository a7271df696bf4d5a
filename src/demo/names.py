"""First and last names of invented people, as mixed as the State's own."""


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _names("""
    Aaliyah Aaron Abdi Abigail Adam Adriana Ahmed Aisha Alan Alejandra Alejandro Alex Alice Alicia Alma Amanda Amber
    Amina Amir Amy Ana Andre Andrea Andrew Angela Anh Anita Anjali Anna Anthony Antonio April Ariana Arturo Asha Ashley
    Austin Barbara Beatriz Benjamin Beth Bianca Blake Bob Brandon Brenda Brian Brianna Brittany Caleb Camila Carla
    Carlos Carmen Caroline Carrie Casey Catherine Cedric Charles Charlotte Chen Chloe Christina Christopher Cindy
    Claire Clarence Connie Craig Crystal Curtis Cynthia Dale Damir Dana Daniel Danielle Darius Darnell David Dawn
    Deborah Deepa Denise Derek Deshawn Destiny Devon Diana Diego Dominique Donald Donna Doris Douglas Duc Dwayne Earl
    Ebony Eduardo Elena Eli Elizabeth Ella Emeka Emily Emma Eric Erica Erin Ethan Eva Evelyn Faith Fatima Felicia
    Fernando Frances Frank Gabriel Gabriela Gail Gary Genevieve George Gina Glenn Gloria Grace Graham Grant Greg
    Guadalupe Hannah Harold Hassan Heather Heidi Henry Hiro Holly Huong Ian Ibrahim Imani Irene Isaac Isabel Ivan Jack
    Jacob Jacqueline Jamal James Jamie Janet Jasmin Jasmine Jason Javier Jean Jeffrey Jenna Jennifer Jeremiah Jerome
    Jessica Jill Joan Joel John Jonathan Jordan José Joseph Joshua Joy Juan Juanita Judith Julia Justin Kaitlyn Karen
    Karina Katherine Katie Kayla Keisha Keith Kelly Kenneth Kenya Kevin Khadija Kim Kimberly Kiran Kofi Kristen Kyle
    Lakeisha Lamar Lan Larry Latoya Laura Lauren Leah Leon Leslie Leticia Levi Lillian Linda Ling Lisa Logan Lorenzo
    Lucas Lucía Luis Luz Lydia Mackenzie Madison Malik Marcus Margaret Maria María Mariam Marilyn Mario Mark Marquis
    Martha Martin Mary Mason Matthew Maya Megan Mei Melissa Mercedes Mia Michael Michelle Miguel Minh Miriam Mohamed
    Molly Monica Monique Morgan Nadia Nancy Naomi Natalie Nathan Neha Nia Nicholas Nicole Nina Noah Noor Nora Octavia
    Olivia Omar Oscar Paige Pamela Patricia Patrick Paul Paula Peggy Peter Phillip Phuong Priya Quentin Rachel Rafael
    Raj Ramona Randy Raven Raymond Rebecca Reggie Renee Ricardo Richard Rita Robert Roberto Robin Rodney Roger Rosa
    Rose Roy Ruben Ruth Ryan Sabrina Salma Samantha Samir Samuel Sandra Sanjay Sara Sarah Scott Sean Selma Shanice
    Shannon Sharon Shawn Sheila Shelby Shreya Sierra Simone Sofía Sonia Sophia Stacy Stephanie Stephen Steven Susan
    Sydney Sylvia Tamara Tamika Tanya Tara Tariq Taylor Teresa Terrance Thao Theresa Thomas Tiffany Timothy Tina Todd
    Tomás Tonya Travis Trevor Trinity Tyler Tyrone Valerie Vanessa Vera Veronica Victor Victoria Vincent Virginia Wade
    Walter Wanda Wayne Wei Wendy Wesley Whitney William Xavier Yasmin Yolanda Yusuf Zachary Zainab Zoe
""")

_COMMON_LAST_NAMES = _names("""
    Adams Allen Anderson Baker Becker Bell Brooks Brown Campbell Carter Clark Collins Cook Cooper Davis Edwards Evans
    Foster Garcia Gonzalez Green Hall Harris Hayes Henderson Hernandez Hill Howard Jackson James Jenkins Johnson Jones
    Kelly King Lee Lewis Lopez Martin Martinez Meyer Miller Mitchell Moore Morgan Morris Murphy Nelson Nguyen Parker
    Patel Perry Peterson Phillips Price Ramirez Reed Richardson Rivera Roberts Robinson Rodriguez Rogers Ross Russell
    Sanchez Sanders Schmidt Scott Simmons Smith Stewart Taylor Thomas Thompson Torres Tran Turner Walker Ward
    Washington Watson White Williams Wilson Wood Wright Young
""")

_OTHER_LAST_NAMES = _names("""
    Abdi Abdullah Acosta Adeyemi Agarwal Aguilar Ahmed Akins Alexander Ali Alvarado Armstrong Arnold Ashby Avila Backes
    Bader Bailey Banks Barnes Barnett Bauer Baumgartner Begić Bender Bennett Berry Bishop Blackwell Boeckmann Bowman
    Boyd Bradley Brandt Briggs Bryant Buckley Burch Burke Burns Burton Byrd Caldwell Cannon Cárdenas Carlson Carpenter
    Carr Castillo Castro Chan Chandler Chavez Chen Cheng Choi Chowdhury Coleman Contreras Cortez Cox Crawford Cruz
    Cunningham Daniels Davenport Deen DeGroot Delgado Desai Diaz Dixon Do Douglas Drummond Duncan Dunn Eckert Ehlers
    Elliott Ellis Engelbrecht Espinoza Farah Ferguson Fernandez Fields Fischer Fisher Fitzgerald Flores Forck Ford
    Fowler Fox Francis Franklin Frazier Freeman Fuentes Gaines Gardner Gerhardt Gibson Gill Glover Gomez Goodman Gordon
    Graves Gray Griffin Guerrero Gupta Gutierrez Haile Hamilton Hampton Hansen Harper Harrison Hart Hassan Heckman
    Heidbreder Henry Herrmann Hicks Hinton Hodžić Hoffman Holland Holt Hopkins Horn Houston Huang Hudson Hughes Hunt
    Hunter Hussein Ibrahim Ingram Ivanov Iyer Jafari Jensen Jimenez Jordan Joseph Joshi Kang Kaplan Keller Kennedy Khan
    Kim Knight Koch Koenig Kozlowski Kraus Krishnan Kumar Lam Lambert Lane Lawrence Lawson Le Lehman León Li Lin Liu
    Logan Long Lueckenhoff Luna Lynch Mack Maldonado Mann Marshall Mason Matthews McAllister McBride McCoy McDaniel
    McDonald McGee Medina Mehta Mendez Mendoza Mensah Mohamed Molina Montgomery Morales Moreno Mosley Mueller Muñoz
    Murray Myers Nair Nash Navarro Newman Ngo Nichols Nolan Norris Novak Nwosu Obi Ochoa O'Brien O'Connor Odom Ogden
    Okafor Okoye Oliver Olson O'Neal Ortega Ortiz Osei Osman Owens Owusu Pace Park Paul Pearson Pena Perez Petrović Pham
    Pierce Pope Porter Powell Powers Prenger Quinn Ramos Randall Rao Reddy Reyes Reynolds Rice Riley Rios Robbins Rojas
    Romero Rowe Ruiz Russo Ryan Salazar Salinas Santos Schaefer Schneider Schroeder Schulte Schwartz Sharma Shaw
    Shepherd Sherman Shin Singh Snyder Solis Soto Sparks Spencer Stevens Stone Strickland Struemph Suarez Sullivan
    Swanson Tanaka Tate Terry Thornton Townsend Trujillo Tucker Tyler Valdez Vargas Vasquez Vaughn Vega Vogel Vu Wagner
    Wallace Wang Warren Weber Webster Welch Wells West Wheeler Whitaker Wieberg Williamson Willis Winters Wolfe Wong
    Woods Wu Xiong Xu Yamamoto Yang Yates Yilmaz Zhang Zhao Zimmerman
""")

LAST_NAMES = (*_COMMON_LAST_NAMES * 4, *_OTHER_LAST_NAMES)
"""The common names four times: drawn evenly from here, half of all people share ninety names."""
